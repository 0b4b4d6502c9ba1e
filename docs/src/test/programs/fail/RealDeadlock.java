// Two threads meet at a barrier, each with one lock in hand, and then ask for the other's.
// hangs
// expect: deadlock error occurred | RealDeadlock.first RealDeadlock.second
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

public class RealDeadlock {
  static final Object first = new Object();
  static final ReentrantLock second = new ReentrantLock();
  static final CyclicBarrier barrier = new CyclicBarrier(2);

  public static void main(String[] args) {
    System.out.println("hanging");
    new Thread(RealDeadlock::one, "one").start();
    new Thread(RealDeadlock::two, "two").start();
  }

  static void one() {
    synchronized (first) {
      meet();
      second.lock();
      second.unlock();
    }
  }

  static void two() {
    second.lock();
    try {
      meet();
      synchronized (first) {
        System.out.println("never");
      }
    } finally {
      second.unlock();
    }
  }

  static void meet() {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
