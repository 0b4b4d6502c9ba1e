// A latch is awaited under one lock; who counts it down needs another one first, and that is held by those
// who ask for the first: three threads, and none of them takes two locks the wrong way round.
// expect: wait-cycle warning class | WaitThroughTwoLocks.done WaitThroughTwoLocks.first WaitThroughTwoLocks.second
import java.util.concurrent.CountDownLatch;

public class WaitThroughTwoLocks {
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
    new Thread(WaitThroughTwoLocks::work, "worker").start();
    new Thread(WaitThroughTwoLocks::move, "mover").start();
    while (done.getCount() > 0 || !moved) {
      Thread.onSpinWait();
    }
    synchronized (first) {
      done.await();
    }
    System.out.println("done");
  }
}
