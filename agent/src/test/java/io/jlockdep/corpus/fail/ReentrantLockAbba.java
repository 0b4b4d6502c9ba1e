package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Two ReentrantLocks in two orders. */
@Expect(
    covers = {
      "ReentrantLock.lock",
      "ReentrantLock, fair",
      "call of the Lock interface",
      "class files of release 8",
      "class files of release 11"
    },
    edges = {
      "ReentrantLockAbba.a -> ReentrantLockAbba.b",
      "ReentrantLockAbba.b -> ReentrantLockAbba.a"
    },
    alsoReleases = {8, 11})
public class ReentrantLockAbba {
  private static final ReentrantLock a = new ReentrantLock();
  private final Lock b = new ReentrantLock(true);

  public static void main(String[] args) throws InterruptedException {
    ReentrantLockAbba program = new ReentrantLockAbba();
    run(
        () -> {
          a.lock();
          try {
            program.b.lock();
            program.b.unlock();
          } finally {
            a.unlock();
          }
        });
    run(
        () -> {
          program.b.lock();
          try {
            a.lock();
            a.unlock();
          } finally {
            program.b.unlock();
          }
        });
    System.out.println("free " + !a.isLocked());
  }

  private static void run(Runnable body) throws InterruptedException {
    Thread thread = new Thread(body);
    thread.start();
    thread.join();
  }
}
