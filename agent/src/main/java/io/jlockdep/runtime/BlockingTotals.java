package io.jlockdep.runtime;

/** How often and how long one thread was in blocking calls, by place and locks held. */
final class BlockingTotals {
  private static final int CAPACITY = 1024;

  private long[] keys = new long[8];
  private long[] counts = new long[8];
  private long[] nanos = new long[8];
  private int size;

  /** Adds a call; returns the index of its sums, good until the next one is added. */
  int add(long key, long duration) {
    int at = 0;
    while (at < size && keys[at] != key) {
      at++;
    }
    if (at == size) {
      at = fresh(key);
    }
    counts[at]++;
    nanos[at] += duration;
    return at;
  }

  long count(int at) {
    return counts[at];
  }

  long nanos(int at) {
    return nanos[at];
  }

  /** When there are too many the later ones share one. */
  private int fresh(long key) {
    if (size == CAPACITY) {
      return size - 1;
    }
    if (size == keys.length) {
      keys = java.util.Arrays.copyOf(keys, size * 2);
      counts = java.util.Arrays.copyOf(counts, size * 2);
      nanos = java.util.Arrays.copyOf(nanos, size * 2);
    }
    keys[size] = key;
    return size++;
  }
}
