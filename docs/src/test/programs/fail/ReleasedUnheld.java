// The unlock stands in the finally block of a tryLock that may fail.
// expect: imbalance warning instance | ReleasedUnheld.lock
import java.util.concurrent.locks.ReentrantLock;

public class ReleasedUnheld {
  static final ReentrantLock lock = new ReentrantLock();

  static void work() {
    try {
      if (lock.tryLock()) {
        System.out.println("got it");
      }
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    work();
    lock.lock();
    Thread other =
        new Thread(
            () -> {
              try {
                work();
              } catch (IllegalMonitorStateException e) {
                System.out.println("not the owner");
              }
            },
            "other");
    other.start();
    other.join();
    lock.unlock();
  }
}
