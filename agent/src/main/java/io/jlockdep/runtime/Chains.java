package io.jlockdep.runtime;

/** Keys of chains: 64-bit hashes, never 0. */
final class Chains {
  private Chains() {}

  /** A key that depends on {@code key} and {@code value}. */
  static long mix(long key, long value) {
    long x = (key ^ value) * 0x9E3779B97F4A7C15L;
    x ^= x >>> 32;
    x = (x + value) * 0xD6E8FEB86659FD93L;
    x ^= x >>> 29;
    return x == 0 ? 1 : x;
  }

  /** The chain that {@code key} becomes by one more lock. */
  static long step(long key, int lockClass, int mode) {
    return mix(key + 1, (long) lockClass * 2 + mode);
  }
}
