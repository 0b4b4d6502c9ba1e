package io.jlockdep.runtime;

/** The declared operations that a thread is inside, outermost first. */
final class Spans {
  private static final int[] NONE = {};

  /** Depends on all of them and their order; 0 if there is none. */
  long key;

  private int[] active = NONE;
  private int count;

  /** Of what the thread is followed closely in, else 0; {@link #key} depends on it, too. */
  long context;

  /** The {@code seq} since when it is followed closely, or 0. */
  long since;

  /** For how many acquisitions more it is followed. */
  int left;

  /**
   * While {@code newContext} is not 0 every class of locks is looked at anew, also when no other
   * lock is held.
   *
   * @param acquisitions after so many it ends by itself
   */
  void follow(long newContext, long newSince, int acquisitions) {
    context = newContext;
    since = newSince;
    left = acquisitions;
    key = newContext;
    for (int i = 0; i < count; i++) {
      key = Chains.mix(key, active[i]);
    }
  }

  /** One acquisition was looked at; whether that ended what was followed. */
  boolean tire() {
    if (context == 0 || --left >= 0) {
      return false;
    }
    follow(0, 0, 0);
    return true;
  }

  /** Whether the thread is inside a declared operation. */
  boolean isInside() {
    return count > 0;
  }

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
    key = context;
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
