// lockInterruptibly waits like lock.
// expect: lock-order warning class | InterruptibleInversion.a InterruptibleInversion.b
import java.util.concurrent.locks.ReentrantLock;

public class InterruptibleInversion {
  static final ReentrantLock a = new ReentrantLock();
  static final ReentrantLock b = new ReentrantLock();

  static void both(ReentrantLock outer, ReentrantLock inner) {
    try {
      outer.lockInterruptibly();
      inner.lockInterruptibly();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    inner.unlock();
    outer.unlock();
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
