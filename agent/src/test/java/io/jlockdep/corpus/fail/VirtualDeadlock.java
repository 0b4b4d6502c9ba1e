package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.lang.reflect.Method;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two virtual threads, where there are any, in a deadlock of a monitor and a lock, which the JVM's
 * own search does not see.
 */
@Expect(
    covers = {"deadlock of a monitor and a ReentrantLock", "deadlock of virtual threads"},
    coversFrom = 21,
    edges = {
      "VirtualDeadlock.monitor -> VirtualDeadlock.lock",
      "VirtualDeadlock.lock -> VirtualDeadlock.monitor"
    },
    deadlock = 2,
    exit = 86,
    options = "on-deadlock=halt")
public class VirtualDeadlock {
  private static final Object monitor = new Object();
  private static final ReentrantLock lock = new ReentrantLock();
  private static final CyclicBarrier both = new CyclicBarrier(2);

  public static void main(String[] args) throws Exception {
    Thread left = start(VirtualDeadlock::left);
    Thread right = start(VirtualDeadlock::right);
    left.join();
    right.join();
  }

  private static void left() {
    synchronized (monitor) {
      meet();
      lock.lock();
      lock.unlock();
    }
  }

  private static void right() {
    lock.lock();
    try {
      meet();
      synchronized (monitor) {
        System.out.println("not reached");
      }
    } finally {
      lock.unlock();
    }
  }

  private static void meet() {
    try {
      both.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread start(Runnable body) throws Exception {
    try {
      Method method = Thread.class.getMethod("startVirtualThread", Runnable.class);
      return (Thread) method.invoke(null, body);
    } catch (NoSuchMethodException e) {
      Thread thread = new Thread(body);
      thread.start();
      return thread;
    }
  }
}
