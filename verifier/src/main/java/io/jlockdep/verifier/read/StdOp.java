package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.TraceOp;

/** The words of the exchange format for what a thread does. */
final class StdOp {
  static final int UNKNOWN = -1;
  static final int IGNORED = -2;

  private StdOp() {}

  /** The operation of {@link TraceOp}, {@link #IGNORED} or {@link #UNKNOWN}. */
  static int of(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 1 -> bytes[from] == 'r' ? TraceOp.READ : bytes[from] == 'w' ? TraceOp.WRITE : UNKNOWN;
      case 3 ->
          switch (bytes[from] << 16 | bytes[from + 1] << 8 | bytes[from + 2]) {
            case 'a' << 16 | 'c' << 8 | 'q' -> TraceOp.ACQUIRE;
            case 'r' << 16 | 'e' << 8 | 'l' -> TraceOp.RELEASE;
            case 'r' << 16 | 'e' << 8 | 'q' -> TraceOp.REQUEST;
            case 'e' << 16 | 'n' << 8 | 'd' -> IGNORED;
            default -> UNKNOWN;
          };
      default -> ofLong(bytes, from, to);
    };
  }

  private static int ofLong(byte[] bytes, int from, int to) {
    if (is("fork", bytes, from, to)) {
      return TraceOp.FORK;
    }
    if (is("join", bytes, from, to)) {
      return TraceOp.JOIN;
    }
    return is("branch", bytes, from, to) || is("begin", bytes, from, to) ? IGNORED : UNKNOWN;
  }

  private static boolean is(String word, byte[] bytes, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
