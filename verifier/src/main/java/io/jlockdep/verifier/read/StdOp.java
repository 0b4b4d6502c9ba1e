package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.TraceOp;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The words of the exchange format for what a thread does. */
final class StdOp {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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

  /** The operation whose word and {@code (} are at {@code at}; {@link #UNKNOWN} if none is. */
  static int before(byte[] bytes, int at) {
    int four = (int) INTS.get(bytes, at);
    return switch (four) {
      case 'a' | 'c' << 8 | 'q' << 16 | '(' << 24 -> TraceOp.ACQUIRE;
      case 'r' | 'e' << 8 | 'l' << 16 | '(' << 24 -> TraceOp.RELEASE;
      case 'r' | 'e' << 8 | 'q' << 16 | '(' << 24 -> TraceOp.REQUEST;
      case 'f' | 'o' << 8 | 'r' << 16 | 'k' << 24 -> bytes[at + 4] == '(' ? TraceOp.FORK : UNKNOWN;
      case 'j' | 'o' << 8 | 'i' << 16 | 'n' << 24 -> bytes[at + 4] == '(' ? TraceOp.JOIN : UNKNOWN;
      default ->
          switch (four & 0xffff) {
            case 'r' | '(' << 8 -> TraceOp.READ;
            case 'w' | '(' << 8 -> TraceOp.WRITE;
            default -> UNKNOWN;
          };
    };
  }

  /** Letters of the word of an operation. */
  static int length(int op) {
    return switch (op) {
      case TraceOp.READ, TraceOp.WRITE -> 1;
      case TraceOp.FORK, TraceOp.JOIN -> 4;
      default -> 3;
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
