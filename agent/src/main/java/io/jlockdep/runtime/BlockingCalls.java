package io.jlockdep.runtime;

/**
 * Measures calls that can block, if the thread holds a lock or is inside of an operation. Never
 * throws.
 */
final class BlockingCalls {
  /** Instead of a start time: nothing is held, no operation is active, so nobody asks. */
  static final long NOT_FOLLOWED = Long.MIN_VALUE;

  /** Calls of one place and locks that are recorded one by one. */
  private static final int LOOKS = 8;

  /** The same of all threads together. */
  private static final int SHARED_LOOKS = 64;

  /** Of so many calls of a thread it is looked up who waits, and later of one in sixteen. */
  private static final int BLAMED = 256;

  private static final int BLAMED_LATER = 15;

  private static final Looks SHARED = new Looks(1 << 16);

  private BlockingCalls() {}

  /** Just before the call; costs next to nothing if nothing is held. */
  static long begin() {
    HeldLocks held = HeldLocks.entering(BlockingCalls.class);
    if (held == null || (held.depth == 0 && !held.spans.isInside())) {
      return NOT_FOLLOWED;
    }
    long start = System.nanoTime();
    Activity activity = Activity.of(held);
    int calls = ++activity.blockingCalls;
    if (calls <= BLAMED || (calls & BLAMED_LATER) == 0) {
      Blame.begin(held, start);
    }
    return start;
  }

  /** The call has returned or thrown. */
  static void end(long start, String kind, String method, int site) {
    if (start == NOT_FOLLOWED || kind.isEmpty()) {
      return;
    }
    HeldLocks held = HeldLocks.entering(kind);
    if (held == null || (held.depth == 0 && !held.spans.isInside()) || Activity.isProbing(held)) {
      return;
    }
    long duration = System.nanoTime() - start;
    held.guardOn();
    try {
      Activity activity = Activity.of(held);
      long key = Chains.mix(activity.placeKey(site), 0x626cL);
      BlockingTotals totals = activity.blocking;
      if (totals == null) {
        totals = new BlockingTotals();
        activity.blocking = totals;
      }
      int at = totals.add(key, duration);
      long count = totals.count(at);
      boolean due = count <= LOOKS ? isNewToAll(key) : (count & (count - 1)) == 0;
      if (due) {
        Blame.Waiters waiters = Blame.end(held, start);
        Facts.add(
            new BlockingFact(
                activity, kind, method, duration, count, totals.nanos(at), waiters, site));
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  private static boolean isNewToAll(long key) {
    synchronized (SHARED) {
      return SHARED.next(key) <= SHARED_LOOKS;
    }
  }
}
