// The locks arrive as arguments: the acquisition itself does not know their names.
// expect: lock-order warning class | LocksAsArguments.journal LocksAsArguments.index
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public class LocksAsArguments {
  private final Lock journal = new ReentrantLock();
  private final Lock index = new ReentrantLock();

  static void both(Lock outer, Lock inner) {
    outer.lock();
    try {
      inner.lock();
      inner.unlock();
    } finally {
      outer.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    LocksAsArguments it = new LocksAsArguments();
    inOrder(() -> both(it.journal, it.index), () -> both(it.index, it.journal));
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
