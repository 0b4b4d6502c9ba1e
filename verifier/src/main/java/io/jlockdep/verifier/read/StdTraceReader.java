package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.model.TraceOp;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Reads a trace in the field's exchange format: each line {@code thread|op|loc}, no header, ids of
 * any non-blank text. Works on bytes and makes no object a line.
 */
final class StdTraceReader {
  private static final int BUFFER = 1 << 16;
  private static final int INCOMPLETE = -1;

  /** A start or a join. */
  record Relation(int thread, int op, int child, long seq) {}

  private final String path;
  private final StdLine parts;
  final TraceIntake intake;
  final StdThreads threads = new StdThreads();
  final ByteNames locks = new ByteNames();
  final ByteNames variables = new ByteNames();
  final ByteNames sites = new ByteNames();
  final List<Relation> relations = new ArrayList<>();
  private byte[] bytes = new byte[BUFFER + StdLine.SLACK];
  private long line;
  private long events;
  private long bytesRead;

  StdTraceReader(String path, TraceBudget budget) {
    this.path = path;
    this.intake = new TraceIntake(false, budget);
    this.parts = new StdLine(path);
    sites.number(bytes, 0, 0);
  }

  /**
   * Reads to the end.
   *
   * @param progress hears how many bytes were read so far
   * @throws CannotReadException at the first line that does not follow the format
   */
  void read(InputStream in, LongConsumer progress) throws IOException, CannotReadException {
    int start = 0;
    int have = 0;
    while (true) { // one loop for the whole file, so that it is compiled once
      int next = parts.quick(bytes, start, have);
      if (next != StdLine.NOT_QUICK) {
        line++;
        event();
      } else {
        next = line(start, have);
      }
      if (next != INCOMPLETE) {
        start = next;
        continue;
      }
      have -= start;
      System.arraycopy(bytes, start, bytes, 0, have);
      start = 0;
      makeRoom(have);
      int got = in.read(bytes, have, bytes.length - StdLine.SLACK - have);
      if (got <= 0) {
        break;
      }
      have += got;
      bytesRead += got;
      progress.accept(bytesRead);
    }
    if (have > 0) {
      line(0, have, line + 1);
    }
    intake.end(locks.size());
  }

  /** Events that count: all but those that the format says to ignore. */
  long events() {
    return events;
  }

  long bytesRead() {
    return bytesRead;
  }

  /** What is left of a line is less than the buffer. */
  private void makeRoom(int have) throws CannotReadException {
    if (have == bytes.length - StdLine.SLACK) {
      if (bytes.length > Integer.MAX_VALUE / 4) {
        throw new CannotReadException(path + ":" + (line + 1) + ": the line does not end");
      }
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }

  /** Takes a line; where the next one begins, or {@link #INCOMPLETE}. */
  private int line(int start, int have) throws CannotReadException {
    int end = ByteSearch.find(bytes, start, have, ByteSearch.NEWLINE);
    if (end == have) {
      return INCOMPLETE;
    }
    line(start, end, ++line);
    return end + 1;
  }

  private void line(int start, int end, long number) throws CannotReadException {
    if (parts.parse(bytes, start, end, number)) {
      event();
    }
  }

  private void event() {
    events++;
    int thread = threads.acting(parts.threadKey, bytes, parts.threadFrom, parts.threadTo);
    int op = parts.op;
    if (op == TraceOp.FORK) {
      relation(thread, op, threads.started(bytes, parts.argumentFrom, parts.argumentTo));
    } else if (op == TraceOp.JOIN) {
      relation(thread, op, threads.joined(bytes, parts.argumentFrom, parts.argumentTo));
    } else {
      boolean isAccess = op == TraceOp.READ || op == TraceOp.WRITE;
      int subject = argument(isAccess ? variables : locks);
      if (isAccess) {
        intake.access(thread, op, subject);
      } else {
        onLock(thread, op, subject);
      }
    }
  }

  private void onLock(int thread, int op, int lock) {
    switch (op) {
      case TraceOp.ACQUIRE -> intake.acquired(thread, op, lock, site(), intake.log.events() + 1, 0);
      case TraceOp.RELEASE -> intake.released(thread, op, lock);
      default -> intake.requested(thread, lock, site());
    }
  }

  private void relation(int thread, int op, int child) {
    if (child >= 0 && child != thread) {
      intake.relation(thread, op, child);
      relations.add(new Relation(thread, op, child, intake.log.events()));
    }
  }

  private int argument(ByteNames names) {
    return names.number(parts.argumentKey, bytes, parts.argumentFrom, parts.argumentTo);
  }

  private int site() {
    return sites.number(parts.siteKey, bytes, parts.siteFrom, parts.siteTo);
  }
}
