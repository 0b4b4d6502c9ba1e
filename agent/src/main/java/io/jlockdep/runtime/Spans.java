package io.jlockdep.runtime;

/** The declared operations that a thread is inside, outermost first. */
final class Spans {
  private static final int[] NONE = {};

  /** Depends on all of them and their order; 0 if there is none. */
  long key;

  private int[] active = NONE;
  private int count;

  void begin(int operation) {
    long within = Chains.mix(key, operation);
    if (count == active.length) {
      int[] larger = new int[count * 2 + 4];
      System.arraycopy(active, 0, larger, 0, count);
      active = larger;
    }
    active[count++] = operation;
    key = within;
  }

  /**
   * Ends the innermost span of that operation and whatever is left inside it; false if there is
   * none.
   */
  boolean end(int operation) {
    int at = count - 1;
    while (at >= 0 && active[at] != operation) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    count = at;
    key = 0;
    for (int i = 0; i < at; i++) {
      key = Chains.mix(key, active[i]);
    }
    return true;
  }

  int[] copy() {
    int[] source = active;
    int[] copy = new int[Math.min(count, source.length)];
    System.arraycopy(source, 0, copy, 0, copy.length);
    return copy;
  }
}
