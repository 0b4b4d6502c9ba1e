// A monitor and a ReentrantLock in opposite order; the lock is taken through the Lock interface.
// expect: lock-order warning class | MixedInversion MixedInversion.lock
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public class MixedInversion {
  private final Lock lock = new ReentrantLock();
  private int count;

  synchronized void outer() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  void inner() {
    lock.lock();
    try {
      bump();
    } finally {
      lock.unlock();
    }
  }

  private synchronized void bump() {
    count++;
  }

  public static void main(String[] args) throws Exception {
    MixedInversion it = new MixedInversion();
    inOrder(it::outer, it::inner);
    System.out.println("count " + it.count);
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
