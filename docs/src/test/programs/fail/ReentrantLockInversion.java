// The same inversion with ReentrantLock, in the instances of two classes.
// expect: lock-order warning class | ReentrantLockInversion$Cache.lock ReentrantLockInversion$Store.lock
import java.util.concurrent.locks.ReentrantLock;

public class ReentrantLockInversion {
  static class Cache {
    final ReentrantLock lock = new ReentrantLock();
  }

  static class Store {
    private final ReentrantLock lock = new ReentrantLock(true);
  }

  public static void main(String[] args) throws Exception {
    Cache cache = new Cache();
    Store store = new Store();
    inOrder(
        () -> {
          cache.lock.lock();
          try {
            store.lock.lock();
            store.lock.unlock();
          } finally {
            cache.lock.unlock();
          }
        },
        () -> {
          final ReentrantLock mine = store.lock;
          mine.lock();
          cache.lock.lock();
          cache.lock.unlock();
          mine.unlock();
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
