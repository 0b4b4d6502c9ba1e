// Three threads, a monitor, a ReentrantLock and a write lock, all met at a barrier: everybody waits for the next one.
// hangs
// expect: deadlock error occurred | ThreeWayDeadlock.a ThreeWayDeadlock.b ThreeWayDeadlock.c
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class ThreeWayDeadlock {
  static final Object a = new Object();
  static final ReentrantLock b = new ReentrantLock();
  static final ReentrantReadWriteLock c = new ReentrantReadWriteLock();
  static final CyclicBarrier barrier = new CyclicBarrier(3);

  public static void main(String[] args) {
    System.out.println("hanging");
    new Thread(
            () -> {
              synchronized (a) {
                meet();
                b.lock();
              }
            },
            "one")
        .start();
    new Thread(
            () -> {
              b.lock();
              meet();
              c.writeLock().lock();
            },
            "two")
        .start();
    new Thread(
            () -> {
              c.readLock().lock();
              meet();
              synchronized (a) {
                System.out.println("never");
              }
            },
            "three")
        .start();
  }

  static void meet() {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
