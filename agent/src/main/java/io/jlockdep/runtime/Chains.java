package io.jlockdep.runtime;

/** Keys of chains: 64-bit hashes, never 0. */
final class Chains {
  static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Added to the key of a chain whose last lock was not waited for, it is that of another one. */
  static final long TRIED = 0xC2B2AE3D27D4EB4FL;

  private Chains() {}

  /** A key that depends on {@code key} and {@code value}. */
  static long mix(long key, long value) {
    long x = (key ^ value) * FACTOR;
    x ^= x >>> 32;
    x = (x + value) * 0xD6E8FEB86659FD93L;
    x ^= x >>> 29;
    return x == 0 ? 1 : x;
  }

  /**
   * The key of the locks held that {@code key}, or 0, becomes by one more lock. One multiplication,
   * since it lies on the hot path, and one that {@link #last} can take back.
   */
  static long step(long key, int lockClass, int mode) {
    return key * FACTOR + link(lockClass, mode);
  }

  /** What one lock adds to a key. */
  static int link(int lockClass, int mode) {
    return lockClass * 2 + mode + 1;
  }

  /** The link by which {@code before} became {@code key}. */
  static int last(long before, long key) {
    return (int) (key - before * FACTOR);
  }

  static int lockClass(int link) {
    return (link - 1) >>> 1;
  }

  static int mode(int link) {
    return (link - 1) & 1;
  }
}
