import java.util.concurrent.locks.ReentrantLock;

// Locks that are met at one place first and then, nested, at others.
public class NestedTries {
  private static final ReentrantLock OUTER = new ReentrantLock();
  private static final ReentrantLock INNER = new ReentrantLock();
  private static int count;

  private static void either(ReentrantLock lock) {
    lock.tryLock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  private static void nested() {
    OUTER.tryLock();
    try {
      INNER.tryLock();
      try {
        count++;
      } finally {
        INNER.unlock();
      }
    } finally {
      OUTER.unlock();
    }
  }

  public static void main(String[] args) {
    for (int i = 0; i < 100; i++) {
      either(OUTER);
      either(INNER);
    }
    for (int i = 0; i < 100_000; i++) {
      nested();
    }
    System.out.println(count);
  }
}
