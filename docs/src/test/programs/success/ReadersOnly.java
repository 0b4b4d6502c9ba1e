// Both orders, but nobody ever writes: readers do not exclude readers.
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class ReadersOnly {
  static final ReentrantReadWriteLock a = new ReentrantReadWriteLock();
  static final ReentrantReadWriteLock b = new ReentrantReadWriteLock();

  static void both(ReentrantReadWriteLock outer, ReentrantReadWriteLock inner) {
    outer.readLock().lock();
    inner.readLock().lock();
    inner.readLock().unlock();
    outer.readLock().unlock();
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
