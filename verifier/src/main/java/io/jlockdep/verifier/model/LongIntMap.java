package io.jlockdep.verifier.model;

/** A map from long to int without boxes: open addressing. For one thread at a time. */
public final class LongIntMap {
  /** The answer for a key that is not there. */
  public static final int NONE = -1;

  private long[] slots = new long[128]; // a key and its value + 1 side by side; 0 is a free place
  private int shift = Long.numberOfLeadingZeros(slots.length / 2 - 1);
  private int size;

  /** The value of {@code key}, or {@link #NONE}. */
  public int get(long key) {
    return (int) slots[place(key) + 1] - 1;
  }

  /** Sets the value of {@code key}; it must not be negative. */
  public void put(long key, int value) {
    int place = place(key);
    if (slots[place + 1] == 0) {
      if (++size * 3L > slots.length) {
        grow();
        place = place(key);
      }
      slots[place] = key;
    }
    slots[place + 1] = value + 1L;
  }

  public int size() {
    return size;
  }

  private int place(long key) {
    int mask = slots.length - 1;
    int place = (int) (key * 0x9e3779b97f4a7c15L >>> shift) << 1;
    while (slots[place + 1] != 0 && slots[place] != key) {
      place = place + 2 & mask;
    }
    return place;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    shift--;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int place = place(old[i]);
        slots[place] = old[i];
        slots[place + 1] = old[i + 1];
      }
    }
  }
}
