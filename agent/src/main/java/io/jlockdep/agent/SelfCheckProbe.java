package io.jlockdep.agent;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * What the self-check runs: one acquisition of each primitive. Its class file is woven and defined
 * once more, by a loader of its own; the copy that the agent itself loads would not be woven.
 */
public final class SelfCheckProbe implements Runnable {
  private final String primitive;
  private int runs;

  /** A probe for one of the {@link #primitives()}. */
  public SelfCheckProbe(String primitive) {
    this.primitive = primitive;
  }

  /** Everything that can be probed. */
  static String[] primitives() {
    return new String[] {
      "monitor", "synchronized-method", "reentrant-lock", "rw-lock", "stamped-lock", "semaphore"
    };
  }

  @Override
  public void run() {
    switch (primitive) {
      case "monitor" -> monitor();
      case "synchronized-method" -> synchronizedMethod();
      case "reentrant-lock" -> reentrantLock();
      case "rw-lock" -> readWriteLock();
      case "stamped-lock" -> stampedLock();
      case "semaphore" -> semaphore();
      default -> throw new IllegalArgumentException(primitive);
    }
  }

  private void monitor() {
    synchronized (this) {
      runs++;
    }
  }

  private synchronized void synchronizedMethod() {
    runs++;
  }

  private static void reentrantLock() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    lock.unlock();
  }

  private static void readWriteLock() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    lock.readLock().lock();
    lock.readLock().unlock();
  }

  private static void stampedLock() {
    StampedLock lock = new StampedLock();
    lock.unlockWrite(lock.writeLock());
  }

  private static void semaphore() {
    Semaphore permits = new Semaphore(1);
    permits.acquireUninterruptibly();
    permits.release();
  }
}
