// A task fails between lock and unlock: the thread of the pool keeps the read lock, and ends with it.
// expect: held-at-exit warning instance | HeldAtTaskEnd.lock
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class HeldAtTaskEnd {
  static final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  static int divide(int by) {
    lock.readLock().lock();
    int result = 100 / by;
    lock.readLock().unlock();
    return result;
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      System.out.println(pool.submit(() -> divide(0)).get());
    } catch (ExecutionException e) {
      System.out.println(e.getCause().getMessage());
    }
    pool.shutdown();
    System.out.println(pool.awaitTermination(1, TimeUnit.MINUTES));
  }
}
