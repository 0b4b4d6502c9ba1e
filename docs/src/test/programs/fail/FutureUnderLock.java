// The result of a task is awaited under the lock that the task takes; in this run the task came first.
// expect: wait-cycle warning class | FutureUnderLock.lock java.util.concurrent.FutureTask@FutureUnderLock.main
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

public class FutureUnderLock {
  static final ReentrantLock lock = new ReentrantLock();
  static Future<Integer> result;

  static int work() {
    lock.lock();
    try {
      return 42;
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    result = pool.submit(FutureUnderLock::work);
    while (!result.isDone()) {
      Thread.onSpinWait();
    }
    lock.lock();
    try {
      System.out.println(result.get());
    } finally {
      lock.unlock();
    }
    pool.shutdown();
    System.out.println("done");
  }
}
