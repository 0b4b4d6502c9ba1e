// Time-outs and interrupts: what was not got is not held. One unlock too many is told, and does no harm.
// expect: imbalance warning instance | TimedTry.a
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

public class TimedTry {
  static final ReentrantLock a = new ReentrantLock();
  static final Object b = new Object();

  public static void main(String[] args) throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread owner =
        new Thread(
            () -> {
              a.lock();
              taken.countDown();
              try {
                done.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              } finally {
                a.unlock();
              }
            });
    owner.start();
    taken.await();
    System.out.println(a.tryLock() + " " + a.tryLock(1, TimeUnit.MILLISECONDS));
    Thread.currentThread().interrupt();
    try {
      a.lockInterruptibly();
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    }
    synchronized (b) {
      System.out.println("b alone");
    }
    done.countDown();
    owner.join();
    a.lock();
    synchronized (b) {
      System.out.println("a then b");
    }
    a.unlock();
    try {
      a.unlock();
    } catch (IllegalMonitorStateException e) {
      System.out.println("not held");
    }
  }
}
