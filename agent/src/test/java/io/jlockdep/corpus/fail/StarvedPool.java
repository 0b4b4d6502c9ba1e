package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The task of a pool with one thread waits for a task in the queue of that pool; it hangs. */
@Expect(
    covers = "deadlock of a pool that waits for itself",
    deadlock = 1,
    options = "on-deadlock=halt",
    exit = 86)
public class StarvedPool {
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    System.out.println("hanging");
    Future<String> outer =
        pool.submit(
            () -> {
              Future<String> inner = pool.submit(() -> "never");
              return inner.get();
            });
    System.out.println(outer.get());
  }
}
