package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A try cannot hang, so it makes no dependency towards what it takes; a timed one does. */
@Expect(
    covers = {"ReentrantLock.tryLock", "ReentrantLock.tryLock, timed"},
    edges = {"TryLock.a -> TryLock.c", "TryLock.b -> TryLock.c"})
public class TryLock {
  private final ReentrantLock a = new ReentrantLock();
  private final ReentrantLock b = new ReentrantLock();
  private final ReentrantLock c = new ReentrantLock();

  public static void main(String[] args) throws InterruptedException {
    TryLock program = new TryLock();
    program.a.lock();
    System.out.println(program.b.tryLock());
    System.out.println(program.c.tryLock(1, TimeUnit.SECONDS));
    program.c.unlock();
    program.b.unlock();
    program.a.unlock();
    try {
      program.a.unlock();
    } catch (IllegalMonitorStateException e) {
      System.out.println("not held");
    }
  }
}
