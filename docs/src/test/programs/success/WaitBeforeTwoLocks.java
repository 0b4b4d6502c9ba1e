// The same as WaitThroughTwoLocks, but the latch is awaited before the lock is taken.
import java.util.concurrent.CountDownLatch;

public class WaitBeforeTwoLocks {
  static final Object first = new Object();
  static final Object second = new Object();
  static final CountDownLatch done = new CountDownLatch(1);
  static volatile boolean moved;

  static void work() {
    synchronized (second) {
      Thread.onSpinWait();
    }
    done.countDown();
  }

  static void move() {
    synchronized (second) {
      synchronized (first) {
        moved = true;
      }
    }
  }

  public static void main(String[] args) throws Exception {
    new Thread(WaitBeforeTwoLocks::work, "worker").start();
    new Thread(WaitBeforeTwoLocks::move, "mover").start();
    while (done.getCount() > 0 || !moved) {
      Thread.onSpinWait();
    }
    done.await();
    synchronized (first) {
      Thread.onSpinWait();
    }
    System.out.println("done");
  }
}
