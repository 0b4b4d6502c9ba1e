package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Waits for a future under the lock that the future's task needs; it hangs. */
@Expect(covers = "deadlock by Future.get", deadlock = 2, options = "on-deadlock=halt", exit = 86)
public class FutureUnderLock {
  private final Object lock = new Object();

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    FutureUnderLock program = new FutureUnderLock();
    CountDownLatch held = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    System.out.println("hanging");
    Future<String> result =
        pool.submit(
            () -> {
              held.await();
              synchronized (program.lock) {
                return "never";
              }
            });
    synchronized (program.lock) {
      held.countDown();
      System.out.println(result.get());
    }
  }
}
