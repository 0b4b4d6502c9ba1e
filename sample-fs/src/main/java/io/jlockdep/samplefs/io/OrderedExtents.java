package io.jlockdep.samplefs.io;

/**
 * The writes of one file whose data is on its way and whose mapping has not changed yet. A sync
 * waits for them: only then does the block map say what the sync must make durable.
 */
public final class OrderedExtents {
  private long started;
  private long finished;

  /** A write has its place on the disk and begins. */
  public synchronized void start() {
    started++;
  }

  /** The data is written and the block map changed, or the write failed. */
  public synchronized void finish() {
    finished++;
    if (finished > started) {
      throw new IllegalStateException("more ordered extents finished than started");
    }
    notifyAll();
  }

  /** Waits, uninterruptibly, until none is under way. The caller holds what keeps new ones out. */
  public synchronized void waitForAll() {
    boolean interrupted = false;
    while (finished < started) {
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

  public synchronized long underWay() {
    return started - finished;
  }
}
