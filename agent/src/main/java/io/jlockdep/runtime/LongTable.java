package io.jlockdep.runtime;

/** A number for each of many keys; not safe for threads. Grows from nothing. */
final class LongTable {
  private static final long[] NONE = {0};

  private long[] keys = NONE;
  private int[] values = {0};
  private int size;

  int size() {
    return size;
  }

  /** The number of a key, or {@code absent}. */
  int get(long key, int absent) {
    long wanted = key == 0 ? 1 : key;
    long[] table = keys;
    int at = find(table, wanted);
    return table[at] == wanted ? values[at] : absent;
  }

  void put(long key, int value) {
    long wanted = key == 0 ? 1 : key;
    int at = find(keys, wanted);
    if (keys[at] == 0) {
      if (size >= keys.length / 2) {
        grow();
        at = find(keys, wanted);
      }
      keys[at] = wanted;
      size++;
    }
    values[at] = value;
  }

  void clear() {
    keys = NONE;
    values = new int[1];
    size = 0;
  }

  /** Where the key is, or the free place where it belongs; half of all places are free. */
  private static int find(long[] table, long key) {
    int mask = table.length - 1;
    int at = (int) (key ^ key >>> 32) & mask;
    while (table[at] != 0 && table[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[Math.max(16, oldKeys.length * 2)];
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(keys, oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }
}
