package io.jlockdep.runtime;

/**
 * Counts how often each of many keys was seen; bounded: it forgets everything when there are too
 * many. For one thread, or under a lock.
 */
final class Looks {
  private final int capacity;
  private final LongTable counts = new LongTable();

  /**
   * None yet.
   *
   * @param capacity how many keys are remembered at most
   */
  Looks(int capacity) {
    this.capacity = capacity;
  }

  /** How often the key was seen, this time included. */
  int next(long key) {
    int seen = counts.get(key, 0);
    if (seen == Integer.MAX_VALUE) {
      return seen;
    }
    if (seen == 0 && counts.size() >= capacity) {
      counts.clear();
    }
    counts.put(key, seen + 1);
    return seen + 1;
  }
}
