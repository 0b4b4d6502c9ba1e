package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantLock;

/** A virtual thread waits for a lock that another one holds; on JDK 17 both are others. */
@Expect(
    covers = "contention of virtual threads",
    coversFrom = 21,
    options = "contention=on",
    contention = {
      "ContendedVirtual.guard waitForMonitor <- holdMonitor",
      "ContendedVirtual.lock waitForLock <- holdLock"
    })
public class ContendedVirtual {
  private final Object guard = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean held;
  private int count;

  public static void main(String[] args) throws Exception {
    ContendedVirtual program = new ContendedVirtual();
    program.monitors();
    program.locks();
    System.out.println(program.count);
  }

  private void monitors() throws Exception {
    held = false;
    Thread waiter =
        started(
            () -> {
              untilHeld();
              waitForMonitor();
            });
    Thread holder = started(() -> holdMonitor(waiter));
    waiter.join();
    holder.join();
  }

  private void locks() throws Exception {
    held = false;
    Thread waiter =
        started(
            () -> {
              untilHeld();
              waitForLock();
            });
    Thread holder = started(() -> holdLock(waiter));
    waiter.join();
    holder.join();
  }

  private void untilHeld() {
    while (!held) {
      Thread.yield();
    }
  }

  private void holdMonitor(Thread waiter) {
    synchronized (guard) {
      held = true;
      while (waiter.getState() != Thread.State.BLOCKED) {
        Thread.yield();
      }
    }
  }

  private void waitForMonitor() {
    synchronized (guard) {
      count++;
    }
  }

  private void holdLock(Thread waiter) {
    lock.lock();
    try {
      held = true;
      while (!lock.hasQueuedThread(waiter)) {
        Thread.yield();
      }
    } finally {
      lock.unlock();
    }
  }

  private void waitForLock() {
    lock.lock();
    count++;
    lock.unlock();
  }

  /** A virtual thread, if the JDK has them. */
  private static Thread started(Runnable body) throws Exception {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    } catch (NoSuchMethodException e) {
      Thread thread = new Thread(body);
      thread.start();
      return thread;
    }
  }
}
