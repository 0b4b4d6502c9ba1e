package io.jlockdep.verifier.model;

/** A map from long to int without boxes: open addressing. For one thread at a time. */
public final class LongIntMap {
  /** The answer for a key that is not there. */
  public static final int NONE = -1;

  private long[] keys = new long[64];
  private int[] values = new int[64]; // value + 1; 0 is a free place
  private int size;

  /** The value of {@code key}, or {@link #NONE}. */
  public int get(long key) {
    return values[place(key)] - 1;
  }

  /** Sets the value of {@code key}; it must not be negative. */
  public void put(long key, int value) {
    int place = place(key);
    if (values[place] == 0) {
      if (++size * 2 > keys.length) {
        grow();
        place = place(key);
      }
      keys[place] = key;
    }
    values[place] = value + 1;
  }

  public int size() {
    return size;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) (key * 0x9e3779b97f4a7c15L >>> 32) & mask;
    while (values[place] != 0 && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldValues.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        values[place] = oldValues[i];
      }
    }
  }
}
