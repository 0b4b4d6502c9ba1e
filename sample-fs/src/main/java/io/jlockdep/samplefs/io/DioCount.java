package io.jlockdep.samplefs.io;

/** How many direct transfers of one file are under way ({@code i_dio_count}). */
public final class DioCount {
  private int count;

  /** A direct transfer begins. */
  public synchronized void inodeDioBegin() {
    count++;
  }

  /** A direct transfer is over; another thread than the one that began it may say so. */
  public synchronized void inodeDioEnd() {
    if (count == 0) {
      throw new IllegalStateException("no direct IO is under way");
    }
    count--;
    if (count == 0) {
      notifyAll();
    }
  }

  /** Waits, uninterruptibly, until none is under way. The caller holds what keeps new ones out. */
  public synchronized void inodeDioWait() {
    boolean interrupted = false;
    while (count > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever calls this relies on all that ended before being on stable storage. */
  public synchronized void assumeStable() {
    if (count > 0) {
      throw new IllegalStateException("direct IO is under way");
    }
  }

  public synchronized int count() {
    return count;
  }
}
