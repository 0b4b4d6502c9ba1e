package io.jlockdep.runtime;

/**
 * The chains that one thread has seen, each with how often it may still be looked at more closely.
 * Grows from nothing; forgets everything when it gets too large.
 */
final class SeenChains {
  private static final int CAPACITY = 8192;
  private static final long[] NONE = {0};

  private long[] keys = NONE;
  private int[] left = {0};
  private int size;

  /** Whether the chain is known and needs no closer look. */
  boolean isSettled(long key) {
    long[] table = keys;
    int mask = table.length - 1;
    int at = (int) key & mask;
    while (true) {
      long found = table[at];
      if (found == key) {
        return left[at] == 0;
      }
      if (found == 0) {
        return false;
      }
      at = (at + 1) & mask;
    }
  }

  /** How often the chain may still be looked at; {@code fresh} if it is new. */
  int left(long key, int fresh) {
    long[] table = keys;
    int mask = table.length - 1;
    int at = (int) key & mask;
    while (table[at] != 0) {
      if (table[at] == key) {
        return left[at];
      }
      at = (at + 1) & mask;
    }
    return fresh;
  }

  void put(long key, int looks) {
    if (size >= keys.length / 2) {
      grow();
    }
    insert(key, looks);
  }

  void clear() {
    keys = NONE;
    left = new int[1];
    size = 0;
  }

  private void insert(long key, int looks) {
    int mask = keys.length - 1;
    int at = (int) key & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    if (keys[at] == 0) {
      keys[at] = key;
      size++;
    }
    left[at] = looks;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldLeft = left;
    int length = Math.max(16, oldKeys.length * 2);
    boolean forget = size >= CAPACITY;
    keys = new long[forget ? 16 : length];
    left = new int[keys.length];
    size = 0;
    for (int i = 0; !forget && i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        insert(oldKeys[i], oldLeft[i]);
      }
    }
  }
}
