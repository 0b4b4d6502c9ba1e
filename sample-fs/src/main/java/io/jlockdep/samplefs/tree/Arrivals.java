package io.jlockdep.samplefs.tree;

import java.util.concurrent.TimeUnit;

/**
 * How many writes are under way whose threads will want them synced. Who is about to sync waits for
 * them a little, so that one sync is enough for all: a thread that came a moment too late would
 * otherwise wait for the sync of the others and then have them wait for its own, and so on for
 * ever.
 */
final class Arrivals {
  private int coming;

  synchronized void add() {
    coming++;
  }

  /** So many have arrived, or will not come. */
  synchronized void remove(int count) {
    coming -= count;
    if (coming == 0) {
      notifyAll();
    }
  }

  /**
   * Returns when nobody is coming any more, or after so many nanoseconds. The caller holds no lock:
   * whoever is coming may need it.
   */
  synchronized void await(long nanos) {
    long end = System.nanoTime() + nanos;
    boolean interrupted = false;
    for (long left = nanos; coming > 0 && left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
