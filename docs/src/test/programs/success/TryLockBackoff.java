// Whoever cannot have the second lock gives the first one back.
import java.util.concurrent.locks.ReentrantLock;

public class TryLockBackoff {
  static final ReentrantLock a = new ReentrantLock();
  static final ReentrantLock b = new ReentrantLock();

  static void both(ReentrantLock outer, ReentrantLock inner) {
    while (true) {
      outer.lock();
      try {
        if (inner.tryLock()) {
          inner.unlock();
          return;
        }
      } finally {
        outer.unlock();
      }
    }
  }

  public static void main(String[] args) throws Exception {
    inOrder(() -> both(a, b), () -> both(b, a));
    System.out.println("done");
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
