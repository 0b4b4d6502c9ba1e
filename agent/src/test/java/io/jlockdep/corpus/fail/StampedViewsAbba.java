package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

/** A StampedLock that is taken by its views, and a monitor, in two orders. */
@Expect(
    covers = {
      "StampedLock.asReadLock",
      "StampedLock.asWriteLock",
      "StampedLock.asReadWriteLock",
      "call of the Lock interface"
    },
    edges = {
      "StampedViewsAbba.lock/s -> StampedViewsAbba.monitor",
      "StampedViewsAbba.lock -> StampedViewsAbba.monitor",
      "StampedViewsAbba.monitor -> StampedViewsAbba.lock",
      "StampedViewsAbba.monitor -> StampedViewsAbba.lock/s"
    },
    alsoReleases = {8})
public class StampedViewsAbba {
  private final StampedLock lock = new StampedLock();
  private final Object monitor = new Object();

  public static void main(String[] args) {
    StampedViewsAbba program = new StampedViewsAbba();
    program.outside(program.lock.asReadLock());
    program.outside(program.lock.asWriteLock());
    program.inside(program.lock.asReadWriteLock().writeLock());
    program.inside(program.lock.asReadWriteLock().readLock());
    System.out.println(program.lock.isWriteLocked() + " " + program.lock.isReadLocked());
  }

  private void outside(Lock view) {
    view.lock();
    try {
      synchronized (monitor) {
        System.out.println("outside");
      }
    } finally {
      view.unlock();
    }
  }

  private void inside(Lock view) {
    synchronized (monitor) {
      view.lock();
      view.unlock();
    }
  }
}
