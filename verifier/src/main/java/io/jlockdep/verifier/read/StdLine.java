package io.jlockdep.verifier.read;

import java.nio.charset.StandardCharsets;

/**
 * One line {@code thread|op|loc}: where its parts are. Nearly all lines are written without blanks
 * and with short names; for those a quick way is enough, without blanks around the parts a short
 * one, and whatever does not fit goes the careful one.
 */
final class StdLine {
  /** Bytes behind a line that may be read: a line of the quick way can be as long. */
  static final int SLACK = 5 * Long.BYTES;

  /** The answer for a line that the quick way is not for. */
  static final int NOT_QUICK = -1;

  private static final int LONGEST_SHOWN = 60;

  private final String path;
  private byte[] bytes = {};
  private long number;

  int threadFrom;
  int threadTo;
  int op;
  int argumentFrom;
  int argumentTo;
  int siteFrom;
  int siteTo;

  /** The names as {@link ByteNames#key keys}; {@link ByteNames#LONG} but in the quick way. */
  long threadKey;

  long argumentKey;
  long siteKey;

  StdLine(String path) {
    this.path = path;
  }

  /**
   * Finds the parts of a line whose names have at most seven bytes and no blanks, if it is one.
   *
   * @param bytes with {@link #SLACK} more bytes behind the limit, whatever they are
   * @param limit the end of what was read, which may be within the line
   * @return where the next line begins, or {@link #NOT_QUICK}
   */
  int quick(byte[] bytes, int start, int limit) {
    long eight = ByteSearch.eight(bytes, start);
    int length = ByteSearch.before(eight, ByteSearch.BAR);
    int bar = start + length;
    int code = StdOp.before(bytes, bar + 1);
    if (!isShort(eight, length) || code == StdOp.UNKNOWN) {
      return NOT_QUICK;
    }
    threadKey = ByteNames.key(eight, length);
    int from = bar + 2 + StdOp.length(code);
    eight = ByteSearch.eight(bytes, from);
    length = ByteSearch.before(eight, ByteSearch.CLOSE);
    int close = from + length;
    if (!isShort(eight, length) || bytes[close + 1] != '|') {
      return NOT_QUICK;
    }
    argumentKey = ByteNames.key(eight, length);
    eight = ByteSearch.eight(bytes, close + 2);
    length = ByteSearch.before(eight, ByteSearch.NEWLINE);
    int end = close + 2 + length;
    if (!isShort(eight, length) || end >= limit) {
      return NOT_QUICK;
    }
    siteKey = ByteNames.key(eight, length);
    op = code;
    threadFrom = start;
    threadTo = bar;
    argumentFrom = from;
    argumentTo = close;
    siteFrom = close + 2;
    siteTo = end;
    return end + 1;
  }

  private static boolean isShort(long eight, int length) {
    return length > 0 && length < Long.BYTES && !ByteSearch.hasBlank(eight, length);
  }

  /**
   * Finds the parts of a line.
   *
   * @param bytes with {@link ByteNames#SLACK} more bytes behind the line, whatever they are
   * @param number of the line, from 1, for messages
   * @return whether it is an event: not blank, and none of those to be ignored
   * @throws CannotReadException if it does not follow the format
   */
  boolean parse(byte[] bytes, int start, int end, long number) throws CannotReadException {
    this.bytes = bytes;
    this.number = number;
    threadKey = ByteNames.LONG;
    argumentKey = ByteNames.LONG;
    siteKey = ByteNames.LONG;
    return plain(bytes, start, end) || careful(start, end);
  }

  /** Takes the line if no part of it begins or ends with a blank, and it is an event. */
  private boolean plain(byte[] bytes, int start, int end) {
    int bar = ByteSearch.find(bytes, start, end, ByteSearch.BAR);
    if (bar == end) {
      return false;
    }
    op = StdOp.before(bytes, bar + 1);
    int open = bar + 1 + StdOp.length(op);
    int close = ByteSearch.find(bytes, open, end, ByteSearch.CLOSE);
    if (op == StdOp.UNKNOWN || close + 2 >= end || bytes[close + 1] != '|') {
      return false;
    }
    threadFrom = start;
    threadTo = bar;
    argumentFrom = open + 1;
    argumentTo = close;
    siteFrom = close + 2;
    siteTo = end;
    return isTight(bytes, start, bar)
        && isTight(bytes, open + 1, close)
        && isTight(bytes, siteFrom, end);
  }

  /** Not empty, and no blank at its ends. */
  private static boolean isTight(byte[] bytes, int from, int to) {
    return from < to && bytes[from] > ' ' && bytes[to - 1] > ' ';
  }

  private boolean careful(int start, int end) throws CannotReadException {
    int from = start;
    int to = end;
    while (to > from && isBlank(bytes[to - 1])) {
      to--;
    }
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    if (from == to) {
      return false; // a blank line is no event
    }
    int at = from;
    while (at < to && bytes[at] != '|') {
      at++;
    }
    threadFrom = from;
    threadTo = trimmedEnd(from, at);
    if (threadTo == from) {
      throw wrong("the thread is missing", from, to);
    }
    if (at == to) {
      throw wrong("expected thread|op|loc", from, to);
    }
    return operation(from, at + 1, to);
  }

  private boolean operation(int from, int opFrom, int to) throws CannotReadException {
    int start = opFrom;
    while (start < to && isBlank(bytes[start])) {
      start++;
    }
    int at = start;
    while (at < to && bytes[at] != '(' && bytes[at] != '|') {
      at++;
    }
    int nameTo = trimmedEnd(start, at);
    op = StdOp.of(bytes, start, nameTo);
    if (op == StdOp.IGNORED) {
      return false;
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
    return true;
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
            + number
            + ": "
            + what
            + ", but the line is '"
            + printable
            + (to - from > LONGEST_SHOWN ? "...'" : "'"));
  }
}
