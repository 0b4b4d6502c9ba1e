package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Of each sort of lock one thread holds it until another is seen waiting for it: both stacks must
 * be named. A lock that is only ever taken by one thread at a time has none.
 */
@Expect(
    covers = {
      "contention of monitors",
      "contention of ReentrantLock",
      "contention of StampedLock",
      "contention of Semaphore",
      "contention of a lock type declared in the spec file"
    },
    options = "contention=on",
    contention = {
      "ContendedLocks.guard waitForMonitor <- holdMonitor",
      "ContendedLocks.guard waitAgainForMonitor <- holdMonitorAndWait",
      "ContendedLocks.lock waitForLock <- holdLock",
      "ContendedLocks.stamped waitForStamp <- holdStamp",
      "ContendedLocks.stamped waitForStamp/s <- holdStamp",
      "ContendedLocks.permit waitForPermit <- holdPermit",
      "gate waitForGate <- holdGate"
    },
    uncontended = {"ContendedLocks.alone 3", "ContendedLocks.tried 1"},
    waits = {"object-wait ContendedLocks.guard"},
    spec = {
      "version: 1",
      "lockTypes:",
      "  - type: io.jlockdep.corpus.success.ContendedLocks$Gate",
      "    acquire: {enter: exclusive}",
      "    release: {leave: exclusive}",
      "locks:",
      "  - name: gate",
      "    field: io.jlockdep.corpus.success.ContendedLocks.gate"
    })
public class ContendedLocks {
  private final Object guard = new Object();
  private final Object alone = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock tried = new ReentrantLock();
  private final StampedLock stamped = new StampedLock();
  private final Semaphore permit = new Semaphore(1);
  private final Gate gate = new Gate();
  private volatile boolean held;
  private boolean called;
  private int count;

  /** A lock of the program's own, on which its waiters spin. */
  static class Gate {
    private boolean taken;
    volatile int waiting;

    void enter() {
      waiting++;
      while (!tryTake()) {
        Thread.yield();
      }
      waiting--;
    }

    private synchronized boolean tryTake() {
      boolean free = !taken;
      taken = true;
      return free;
    }

    synchronized void leave() {
      taken = false;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    new ContendedLocks().run();
  }

  private void run() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      synchronized (alone) {
        count++;
      }
    }
    if (tried.tryLock()) {
      tried.unlock();
    }
    holdMonitor(waiter(this::waitForMonitor));
    holdMonitorAndWait(waiter(this::waitAgainForMonitor));
    holdLock(waiter(this::waitForLock));
    holdStamp(waiter(() -> waitForStamp(true)));
    holdStamp(waiter(() -> waitForStamp(false)));
    holdPermit(waiter(this::waitForPermit));
    holdGate(waiter(this::waitForGate));
    System.out.println(count);
  }

  private Thread waiter(Runnable wait) {
    held = false;
    Thread thread =
        new Thread(
            () -> {
              while (!held) {
                Thread.yield();
              }
              wait.run();
            });
    thread.start();
    return thread;
  }

  private void untilSeen(Thread waiter, Thread.State state) {
    held = true;
    while (waiter.getState() != state) {
      Thread.yield();
    }
  }

  private void holdMonitor(Thread waiter) throws InterruptedException {
    synchronized (guard) {
      untilSeen(waiter, Thread.State.BLOCKED);
    }
    waiter.join();
  }

  private void waitForMonitor() {
    synchronized (guard) {
      count++;
    }
  }

  /** Waits for the notification, not for the monitor: that is no contention. */
  private void holdMonitorAndWait(Thread waiter) throws InterruptedException {
    synchronized (guard) {
      untilSeen(waiter, Thread.State.BLOCKED);
      while (!called) {
        guard.wait();
      }
    }
    waiter.join();
  }

  private void waitAgainForMonitor() {
    synchronized (guard) {
      called = true;
      guard.notifyAll();
    }
  }

  private void holdLock(Thread waiter) throws InterruptedException {
    lock.lock();
    try {
      untilSeen(waiter, Thread.State.WAITING);
    } finally {
      lock.unlock();
    }
    waiter.join();
  }

  private void waitForLock() {
    lock.lock();
    lock.unlock();
  }

  private void holdStamp(Thread waiter) throws InterruptedException {
    long stamp = stamped.writeLock();
    untilSeen(waiter, Thread.State.WAITING);
    stamped.unlockWrite(stamp);
    waiter.join();
  }

  private void waitForStamp(boolean exclusive) {
    if (exclusive) {
      long stamp = stamped.writeLock();
      stamped.unlockWrite(stamp);
    } else {
      long stamp = stamped.readLock();
      stamped.unlockRead(stamp);
    }
  }

  private void holdPermit(Thread waiter) throws InterruptedException {
    permit.acquire();
    untilSeen(waiter, Thread.State.WAITING);
    permit.release();
    waiter.join();
  }

  private void waitForPermit() {
    permit.acquireUninterruptibly();
    permit.release();
  }

  private void holdGate(Thread waiter) throws InterruptedException {
    gate.enter();
    held = true;
    while (gate.waiting == 0) {
      Thread.yield();
    }
    gate.leave();
    waiter.join();
  }

  private void waitForGate() {
    gate.enter();
    gate.leave();
  }
}
