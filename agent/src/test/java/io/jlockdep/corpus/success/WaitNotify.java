package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Hand-over by a monitor's wait and by a condition; nothing is nested. */
@Expect(
    covers = {"Object.wait", "Object.notifyAll"},
    waits = {"object-wait WaitNotify.monitor"})
public class WaitNotify {
  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int stage;

  public static void main(String[] args) throws InterruptedException {
    WaitNotify program = new WaitNotify();
    Thread waiter = new Thread(program::waitForBoth);
    waiter.start();
    synchronized (program.monitor) {
      program.stage = 1;
      program.monitor.notifyAll();
    }
    program.lock.lock();
    try {
      while (program.stage != 2) {
        program.changed.await();
      }
      program.stage = 3;
      program.changed.signalAll();
    } finally {
      program.lock.unlock();
    }
    waiter.join();
    synchronized (program.monitor) {
      program.monitor.wait(1);
      program.monitor.wait(1, 1);
    }
    program.lock.lock();
    System.out.println(program.changed.await(1, TimeUnit.MILLISECONDS));
    program.lock.unlock();
    try {
      program.monitor.wait();
    } catch (IllegalMonitorStateException e) {
      System.out.println("not the owner");
    }
    System.out.println("stage " + program.stage);
  }

  private void waitForBoth() {
    try {
      synchronized (monitor) {
        while (stage != 1) {
          monitor.wait();
        }
      }
      lock.lock();
      try {
        stage = 2;
        changed.signalAll();
        while (stage != 3) {
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
