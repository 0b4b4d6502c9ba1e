package io.jlockdep.runtime;

/**
 * Counts how often each of many keys was seen, in a table that is bounded: it forgets everything
 * when it gets too large. For one thread, or under a lock.
 */
final class Looks {
  private final int capacity;
  private long[] keys = new long[16];
  private int[] counts = new int[16];
  private int size;

  Looks(int capacity) {
    this.capacity = capacity;
  }

  /** How often the key was seen, this time included. */
  int next(long key) {
    int at = find(key);
    if (keys[at] == 0) {
      if (size >= keys.length / 2) {
        grow();
        at = find(key);
      }
      keys[at] = key;
      size++;
    }
    return counts[at] == Integer.MAX_VALUE ? counts[at] : ++counts[at];
  }

  private int find(long key) {
    int mask = keys.length - 1;
    int at = (int) (key ^ key >>> 32) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    boolean forget = size >= capacity;
    keys = new long[forget ? 16 : oldKeys.length * 2];
    counts = new int[keys.length];
    size = 0;
    for (int i = 0; !forget && i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
        size++;
      }
    }
  }
}
