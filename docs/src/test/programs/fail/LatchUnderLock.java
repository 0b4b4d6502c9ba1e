// A latch is awaited under the lock that every thread takes before it counts down.
// expect: wait-cycle warning class | LatchUnderLock.lock LatchUnderLock.done
import java.util.concurrent.CountDownLatch;

public class LatchUnderLock {
  static final Object lock = new Object();
  static final CountDownLatch done = new CountDownLatch(2);

  static void work() {
    synchronized (lock) {
      Thread.onSpinWait();
    }
    done.countDown();
  }

  public static void main(String[] args) throws Exception {
    new Thread(LatchUnderLock::work, "one").start();
    new Thread(LatchUnderLock::work, "two").start();
    while (done.getCount() > 0) {
      Thread.onSpinWait();
    }
    synchronized (lock) {
      done.await();
    }
    System.out.println("done");
  }
}
