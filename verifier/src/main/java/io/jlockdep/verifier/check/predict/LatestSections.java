package io.jlockdep.verifier.check.predict;

/**
 * Of each lock the place in the order of its sections of the last one that was begun, whatever the
 * thread. For traces of many threads, where it is cheaper to take note of every section than to ask
 * each thread for its last one.
 */
final class LatestSections {
  private final int[] order;
  private final int[] stamps;
  private int stamp;

  LatestSections(int locks) {
    order = new int[locks * 2];
    stamps = new int[locks * 2];
  }

  /** No section is begun. */
  void clear() {
    stamp++;
  }

  /** The sections of a thread with the numbers from {@code from} to before {@code to} are begun. */
  void begun(Sections own, int from, int to) {
    for (int section = from; section < to; section++) {
      int lock = own.lock(section);
      int place = own.order(section);
      if (stamps[lock] != stamp || order[lock] < place) {
        stamps[lock] = stamp;
        order[lock] = place;
      }
    }
  }

  /** Whether a section of a lock in a mode is begun that comes after that place. */
  boolean hasLater(int lock, int place) {
    return stamps[lock] == stamp && order[lock] > place;
  }
}
