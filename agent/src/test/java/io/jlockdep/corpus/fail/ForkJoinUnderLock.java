package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

/** Joins a fork/join task under the lock that the task needs; it hangs. */
@Expect(
    covers = {"deadlock by ForkJoinTask.join", "ForkJoinPool.submit"},
    deadlock = 2,
    options = "on-deadlock=halt",
    exit = 86)
public class ForkJoinUnderLock {
  private static final Object lock = new Object();
  private static final CountDownLatch held = new CountDownLatch(1);

  static class Needy extends RecursiveTask<String> {
    private static final long serialVersionUID = 1;

    @Override
    protected String compute() {
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      synchronized (lock) {
        return "never";
      }
    }
  }

  public static void main(String[] args) {
    ForkJoinPool pool = new ForkJoinPool(2);
    Needy task = new Needy();
    System.out.println("hanging");
    pool.submit(task);
    synchronized (lock) {
      held.countDown();
      System.out.println(task.join());
    }
  }
}
