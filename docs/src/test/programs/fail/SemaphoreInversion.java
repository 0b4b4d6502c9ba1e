// Two binary semaphores used as locks.
// expect: lock-order warning class | SemaphoreInversion.one SemaphoreInversion.two
import java.util.concurrent.Semaphore;

public class SemaphoreInversion {
  static final Semaphore one = new Semaphore(1);
  static final Semaphore two = new Semaphore(1, true);

  public static void main(String[] args) throws Exception {
    inOrder(
        () -> {
          one.acquireUninterruptibly();
          two.acquireUninterruptibly();
          two.release();
          one.release();
        },
        () -> {
          try {
            two.acquire();
            one.acquire();
            one.release();
            two.release();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
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
