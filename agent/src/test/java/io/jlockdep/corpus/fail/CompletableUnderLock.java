package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Joins a completable future under the lock that its supplier needs; it hangs. */
@Expect(
    covers = "deadlock by CompletableFuture.join",
    deadlock = 2,
    options = "on-deadlock=halt",
    exit = 86)
public class CompletableUnderLock {
  private final Object lock = new Object();

  public static void main(String[] args) {
    CompletableUnderLock program = new CompletableUnderLock();
    CountDownLatch held = new CountDownLatch(1);
    System.out.println("hanging");
    CompletableFuture<String> result =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                held.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              synchronized (program.lock) {
                return "never";
              }
            });
    synchronized (program.lock) {
      held.countDown();
      System.out.println(result.join());
    }
  }
}
