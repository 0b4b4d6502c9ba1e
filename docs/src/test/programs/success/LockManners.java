// What looks like misuse and is none: permits and stamps that another thread gives back, a lock that is
// replaced while nobody holds it, a wait and a sleep under a second lock, and a daemon that the end meets
// with a lock in hand.
// expect note: blocking-under-lock | LockManners.outer
// expect note: blocking-under-lock | LockManners.lock
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

public class LockManners {
  static final Semaphore permit = new Semaphore(1);
  static final StampedLock stamped = new StampedLock();
  static final ReentrantLock outer = new ReentrantLock();
  static final Object inner = new Object();
  static ReentrantLock lock = new ReentrantLock();
  static Object guard = new Object();
  static final ReentrantLock daemons = new ReentrantLock();
  static volatile long stamp;
  static boolean ready;

  static void take() {
    permit.acquireUninterruptibly();
    stamp = stamped.writeLock();
  }

  static void await() throws InterruptedException {
    outer.lock();
    try {
      synchronized (inner) {
        while (!ready) {
          inner.wait();
        }
      }
    } finally {
      outer.unlock();
    }
  }

  static void sleep() throws InterruptedException {
    lock.lock();
    try {
      Thread.sleep(1);
    } finally {
      lock.unlock();
    }
  }

  static void replace() {
    synchronized (guard) {
      Thread.onSpinWait();
    }
    guard = new Object();
    lock = new ReentrantLock();
  }

  public static void main(String[] args) throws Exception {
    Thread taker = new Thread(LockManners::take, "taker");
    taker.start();
    taker.join();
    permit.release();
    stamped.unlockWrite(stamp);
    Thread waiter =
        new Thread(
            () -> {
              try {
                await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "waiter");
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    synchronized (inner) {
      ready = true;
      inner.notifyAll();
    }
    waiter.join();
    sleep();
    replace();
    Thread daemon =
        new Thread(
            () -> {
              daemons.lock();
              while (true) {
                Thread.onSpinWait();
              }
            },
            "daemon");
    daemon.setDaemon(true);
    daemon.start();
    while (!daemons.isLocked()) {
      Thread.onSpinWait();
    }
    System.out.println("done");
  }
}
