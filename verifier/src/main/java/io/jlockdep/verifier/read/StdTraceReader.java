package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.TraceOp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a trace in the field's exchange format: each line {@code thread|op|loc}, no header, ids of
 * any non-blank text. Works on bytes and makes no object a line.
 */
final class StdTraceReader {
  private static final int BUFFER = 1 << 20;
  private static final int LONGEST_SHOWN = 60;

  /** A start or a join. */
  record Relation(int thread, int op, int child, long seq) {}

  private final String path;
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

  // of the line at hand
  private int argumentFrom;
  private int argumentTo;
  private int siteFrom;
  private int siteTo;

  StdTraceReader(String path) {
    this.path = path;
    sites.number(bytes, 0, 0);
  }

  /**
   * Reads to the end.
   *
   * @throws CannotReadException at the first line that does not follow the format
   */
  void read(InputStream in) throws IOException, CannotReadException {
    int have = 0;
    int got;
    while ((got = in.read(bytes, have, bytes.length - ByteNames.SLACK - have)) > 0) {
      bytesRead += got;
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
    while ((end = Newline.find(bytes, start, have)) < have) {
      line++;
      line(start, end);
      start = end + 1;
    }
    return start;
  }

  private void line(int start, int end) throws CannotReadException {
    int from = start;
    int to = end;
    while (to > from && isBlank(bytes[to - 1])) {
      to--;
    }
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    if (from == to) {
      return; // a blank line is no event
    }
    int at = from;
    while (at < to && bytes[at] != '|') {
      at++;
    }
    int threadTo = trimmedEnd(from, at);
    if (threadTo == from) {
      throw wrong("the thread is missing", from, to);
    }
    if (at == to) {
      throw wrong("expected thread|op|loc", from, to);
    }
    operation(from, threadTo, at + 1, to);
  }

  private void operation(int from, int threadTo, int opFrom, int to) throws CannotReadException {
    int start = opFrom;
    while (start < to && isBlank(bytes[start])) {
      start++;
    }
    int at = start;
    while (at < to && bytes[at] != '(' && bytes[at] != '|') {
      at++;
    }
    int nameTo = trimmedEnd(start, at);
    int op = StdOp.of(bytes, start, nameTo);
    if (op == StdOp.IGNORED) {
      return;
    }
    if (op == StdOp.UNKNOWN) {
      throw wrong(
          "unknown operation '"
              + text(start, nameTo)
              + "'; known are acq, rel, r, w, fork, join, req, branch, begin and end",
          from,
          to);
    }
    argumentFrom = at;
    argumentTo = at;
    if (at < to && bytes[at] == '(') {
      at = argument(at, from, to);
    }
    if (at == to) {
      throw wrong("the location is missing: expected thread|op|loc", from, to);
    }
    siteFrom = at + 1;
    while (siteFrom < to && isBlank(bytes[siteFrom])) {
      siteFrom++;
    }
    siteTo = to;
    if (siteFrom >= siteTo) {
      throw wrong("the location is blank", from, to);
    }
    if (argumentFrom == argumentTo) {
      throw wrong("the operation '" + text(start, nameTo) + "' names nothing in ( )", from, to);
    }
    event(threads.acting(bytes, from, threadTo), op);
  }

  /** Finds the end of {@code (argument)}; the argument itself may contain anything but ")|". */
  private int argument(int open, int from, int to) throws CannotReadException {
    int at = open + 1;
    while (true) {
      while (at < to && bytes[at] != ')') {
        at++;
      }
      if (at == to) {
        throw wrong("the ')' is missing", from, to);
      }
      int after = at + 1;
      while (after < to && isBlank(bytes[after])) {
        after++;
      }
      if (after == to || bytes[after] == '|') {
        argumentFrom = open + 1;
        while (argumentFrom < at && isBlank(bytes[argumentFrom])) {
          argumentFrom++;
        }
        argumentTo = trimmedEnd(argumentFrom, at);
        return after;
      }
      at++;
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
      case TraceOp.FORK -> relation(thread, op, threads.started(bytes, argumentFrom, argumentTo));
      default -> relation(thread, op, threads.joined(bytes, argumentFrom, argumentTo));
    }
  }

  private void relation(int thread, int op, int child) {
    if (child >= 0 && child != thread) {
      intake.relation(thread, op, child);
      relations.add(new Relation(thread, op, child, intake.log.events()));
    }
  }

  private int argument(ByteNames names) {
    return names.number(bytes, argumentFrom, argumentTo);
  }

  private int site() {
    return sites.number(bytes, siteFrom, siteTo);
  }

  private int trimmedEnd(int from, int to) {
    int end = to;
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private String text(int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  private CannotReadException wrong(String what, int from, int to) {
    String shown = text(from, Math.min(to, from + LONGEST_SHOWN));
    StringBuilder printable = new StringBuilder();
    shown.codePoints().forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return new CannotReadException(
        path
            + ":"
            + line
            + ": "
            + what
            + ", but the line is '"
            + printable
            + (to - from > LONGEST_SHOWN ? "...'" : "'"));
  }
}
