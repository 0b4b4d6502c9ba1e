package io.jlockdep.samplefs.lock;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;

/**
 * The kernel's rw_semaphore: many readers or one writer, and nothing else. It is <em>not</em>
 * reentrant in any combination of modes, knows no owner, and may be released by a thread other than
 * the one that took it. A thread that asks for it again waits for itself, for ever.
 *
 * <p>It is made of a {@link StampedLock}: {@code ReentrantReadWriteLock} would let a writer in
 * twice and so hide the very bugs that this filesystem is here to show.
 */
public final class RwSemaphore {
  private final StampedLock lock = new StampedLock();
  private final LongAdder waited = new LongAdder();

  /**
   * Takes the semaphore shared; waits, uninterruptibly, for a writer that holds it or is queued.
   */
  public void downRead() {
    long begin = System.nanoTime();
    lock.readLock();
    waited.add(System.nanoTime() - begin);
  }

  /** Takes the semaphore shared if that needs no waiting. */
  public boolean tryDownRead() {
    return lock.tryReadLock() != 0;
  }

  /**
   * Gives up one shared hold.
   *
   * @throws IllegalMonitorStateException if nobody holds it shared
   */
  public void upRead() {
    if (!lock.tryUnlockRead()) {
      throw new IllegalMonitorStateException("not held for read");
    }
  }

  /** Takes the semaphore exclusively; waits, uninterruptibly, for every holder. */
  public void downWrite() {
    long begin = System.nanoTime();
    lock.writeLock();
    waited.add(System.nanoTime() - begin);
  }

  /** Takes the semaphore exclusively if that needs no waiting. */
  public boolean tryDownWrite() {
    return lock.tryWriteLock() != 0;
  }

  /**
   * Gives up the exclusive hold.
   *
   * @throws IllegalMonitorStateException if nobody holds it exclusively
   */
  public void upWrite() {
    if (!lock.tryUnlockWrite()) {
      throw new IllegalMonitorStateException("not held for write");
    }
  }

  /** Whether some thread, not necessarily this one, holds it exclusively. */
  public boolean isWriteLocked() {
    return lock.isWriteLocked();
  }

  /** How many shared holds there are. */
  public int readers() {
    return lock.getReadLockCount();
  }

  /**
   * Nanoseconds that all threads together have spent in {@link #downRead} and {@link #downWrite}.
   */
  public long waitedNanos() {
    return waited.sum();
  }

  @Override
  public String toString() {
    return "RwSemaphore[" + (isWriteLocked() ? "write" : readers() + " readers") + "]";
  }
}
