package io.jlockdep.verifier.model;

/** A set of numbers that are not negative, without boxes: open addressing. */
final class LongSet {
  private long[] slots = new long[64]; // number + 1; 0 is a free place
  private int size;

  /** Adds a number; false if it is there already. */
  boolean add(long number) {
    int place = place(slots, number);
    if (slots[place] != 0) {
      return false;
    }
    slots[place] = number + 1;
    if (++size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  private static int place(long[] slots, long number) {
    int mask = slots.length - 1;
    int place = (int) (number * 0x9e3779b97f4a7c15L >>> 32) & mask;
    while (slots[place] != 0 && slots[place] != number + 1) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long each : slots) {
      if (each != 0) {
        larger[place(larger, each - 1)] = each;
      }
    }
    slots = larger;
  }
}
