package io.jlockdep.verifier.read;

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

  /** A start or a join. */
  record Relation(int thread, int op, int child, long seq) {}

  private final String path;
  private final StdLine parts;
  final TraceIntake intake = new TraceIntake(false);
  final StdThreads threads = new StdThreads();
  final ByteNames locks = new ByteNames();
  final ByteNames variables = new ByteNames();
  final ByteNames sites = new ByteNames();
  final List<Relation> relations = new ArrayList<>();
  private byte[] bytes = new byte[BUFFER + ByteNames.SLACK];
  private long line;
  private long events;
  private long bytesRead;

  StdTraceReader(String path) {
    this.path = path;
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
    int have = 0;
    int got;
    while ((got = in.read(bytes, have, bytes.length - ByteNames.SLACK - have)) > 0) {
      bytesRead += got;
      progress.accept(bytesRead);
      have += got;
      int done = lines(have);
      have -= done;
      System.arraycopy(bytes, done, bytes, 0, have);
      if (have == bytes.length - ByteNames.SLACK) {
        if (bytes.length > Integer.MAX_VALUE / 4) {
          throw new CannotReadException(path + ":" + (line + 1) + ": the line does not end");
        }
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
    }
    if (have > 0) {
      line++;
      line(0, have);
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

  private int lines(int have) throws CannotReadException {
    int start = 0;
    int end;
    while ((end = ByteSearch.find(bytes, start, have, ByteSearch.NEWLINE)) < have) {
      line++;
      line(start, end);
      start = end + 1;
    }
    return start;
  }

  private void line(int start, int end) throws CannotReadException {
    if (parts.parse(bytes, start, end, line)) {
      event(threads.acting(bytes, parts.threadFrom, parts.threadTo), parts.op);
    }
  }

  private void event(int thread, int op) {
    events++;
    switch (op) {
      case TraceOp.READ, TraceOp.WRITE -> intake.access(thread, op, argument(variables));
      case TraceOp.ACQUIRE ->
          intake.acquired(thread, op, argument(locks), site(), intake.log.events() + 1, 0);
      case TraceOp.RELEASE -> intake.released(thread, op, argument(locks));
      case TraceOp.REQUEST -> intake.requested(thread, argument(locks), site());
      case TraceOp.FORK ->
          relation(thread, op, threads.started(bytes, parts.argumentFrom, parts.argumentTo));
      default -> relation(thread, op, threads.joined(bytes, parts.argumentFrom, parts.argumentTo));
    }
  }

  private void relation(int thread, int op, int child) {
    if (child >= 0 && child != thread) {
      intake.relation(thread, op, child);
      relations.add(new Relation(thread, op, child, intake.log.events()));
    }
  }

  private int argument(ByteNames names) {
    return names.number(bytes, parts.argumentFrom, parts.argumentTo);
  }

  private int site() {
    return sites.number(bytes, parts.siteFrom, parts.siteTo);
  }
}
