package io.jlockdep.verifier.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes, eight at a time: the first of them is the lowest of a long. */
final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;

  static final long NEWLINE = '\n' * EACH;
  static final long BAR = '|' * EACH;
  static final long CLOSE = ')' * EACH;
  private static final long AFTER_BLANK = (' ' + 1) * EACH;

  private ByteSearch() {}

  /**
   * Index of the first such byte from {@code from} on; {@code to} if there is none before it.
   *
   * @param bytes with {@link ByteNames#SLACK} more bytes behind {@code to}, whatever they are
   * @param wanted the byte, eight times
   */
  static int find(byte[] bytes, int from, int to, long wanted) {
    for (int at = from; at < to; at += Long.BYTES) {
      int before = before(eight(bytes, at), wanted);
      if (before < Long.BYTES) {
        return Math.min(to, at + before);
      }
    }
    return to;
  }

  /** The eight bytes from {@code at} on. */
  static long eight(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** How many bytes are before the first such byte; eight if none of them is one. */
  static int before(long eight, long wanted) {
    long word = eight ^ wanted;
    return Long.numberOfTrailingZeros(word - EACH & ~word & EACH << 7) >> 3;
  }

  /** Whether the first bytes have a blank or control character among them. */
  static boolean hasBlank(long eight, int bytes) {
    long blanks = eight - AFTER_BLANK & ~eight & EACH << 7;
    return (blanks & ~(-1L << (bytes << 3))) != 0;
  }
}
