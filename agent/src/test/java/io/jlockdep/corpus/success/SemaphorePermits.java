package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Permits: several at once, tried, in turn, and given back by another thread. */
@Expect(
    covers = {
      "Semaphore.acquire",
      "Semaphore, several permits",
      "Semaphore, fair",
      "Semaphore.tryAcquire",
      "Semaphore, released by another thread"
    },
    edges = {
      "SemaphorePermits.fair -> SemaphorePermits.many/s",
      "SemaphorePermits.many/s -> SemaphorePermits.monitor",
      "SemaphorePermits.fair -> SemaphorePermits.monitor"
    },
    alsoReleases = {8})
public class SemaphorePermits {
  private final Semaphore fair = new Semaphore(1, true);
  private final Semaphore many = new Semaphore(3);
  private final Object monitor = new Object();
  private final Object after = new Object();

  public static void main(String[] args) throws InterruptedException {
    SemaphorePermits program = new SemaphorePermits();
    program.fair.acquire();
    program.many.acquire(2);
    synchronized (program.monitor) {
      System.out.println(program.many.tryAcquire(2));
    }
    program.many.release(2);
    Thread other = new Thread(program.fair::release);
    other.start();
    other.join();
    synchronized (program.after) {
      System.out.println(program.fair.availablePermits());
    }
    System.out.println(program.fair.tryAcquire(1, TimeUnit.SECONDS));
    program.fair.release();
    System.out.println(program.many.availablePermits());
  }
}
