package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Joins a thread under the lock that the thread needs; it hangs. */
@Expect(covers = "deadlock by Thread.join", deadlock = 2, options = "on-deadlock=halt", exit = 86)
public class JoinUnderLock {
  private final ReentrantLock lock = new ReentrantLock();

  public static void main(String[] args) throws InterruptedException {
    JoinUnderLock program = new JoinUnderLock();
    CountDownLatch held = new CountDownLatch(1);
    System.out.println("hanging");
    Thread child =
        new Thread(
            () -> {
              try {
                held.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              program.lock.lock();
              System.out.println("never");
              program.lock.unlock();
            },
            "child");
    child.start();
    program.lock.lock();
    held.countDown();
    child.join();
    program.lock.unlock();
  }
}
