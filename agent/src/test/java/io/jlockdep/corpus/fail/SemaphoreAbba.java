package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.Semaphore;

/** Two semaphores used as locks, in two orders. */
@Expect(
    covers = "Semaphore.acquireUninterruptibly",
    edges = {"SemaphoreAbba.a -> SemaphoreAbba.b", "SemaphoreAbba.b -> SemaphoreAbba.a"})
public class SemaphoreAbba {
  private final Semaphore a = new Semaphore(1);
  private final Semaphore b = new Semaphore(1);

  public static void main(String[] args) throws InterruptedException {
    SemaphoreAbba program = new SemaphoreAbba();
    program.run(program.a, program.b);
    program.run(program.b, program.a);
    System.out.println(program.a.availablePermits() + program.b.availablePermits());
  }

  private void run(Semaphore outer, Semaphore inner) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              outer.acquireUninterruptibly();
              inner.acquireUninterruptibly();
              inner.release();
              outer.release();
            });
    thread.start();
    thread.join();
  }
}
