package io.jlockdep.verifier.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a byte, eight at a time. */
final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;

  static final long NEWLINE = '\n' * EACH;
  static final long BAR = '|' * EACH;
  static final long CLOSE = ')' * EACH;

  private ByteSearch() {}

  /**
   * Index of the first such byte from {@code from} on; {@code to} if there is none before it.
   *
   * @param bytes with {@link ByteNames#SLACK} more bytes behind {@code to}, whatever they are
   * @param wanted the byte, eight times
   */
  static int find(byte[] bytes, int from, int to, long wanted) {
    for (int at = from; at < to; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at) ^ wanted;
      long zero = word - EACH & ~word & EACH << 7;
      if (zero != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(zero) >> 3));
      }
    }
    return to;
  }
}
