package io.jlockdep.runtime;

/**
 * The chains that one thread has seen, each with how often it may still be looked at more closely.
 * Forgets everything when it gets too large.
 */
final class SeenChains {
  private static final int CAPACITY = 8192;

  private final LongTable left = new LongTable();

  /** Whether the chain is known and needs no closer look. */
  boolean isSettled(long key) {
    return left.get(key, 1) == 0;
  }

  /** How often the chain may still be looked at; {@code fresh} if it is new. */
  int left(long key, int fresh) {
    return left.get(key, fresh);
  }

  void put(long key, int looks) {
    if (left.size() >= CAPACITY) {
      left.clear();
    }
    left.put(key, looks);
  }

  void clear() {
    left.clear();
  }
}
