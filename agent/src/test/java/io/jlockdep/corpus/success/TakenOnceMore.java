package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A reentrant lock that is taken again and again, often enough to be known: more often at once than
 * a short entry can count, with another lock between, and given up for a wait. What is taken after
 * all that does not depend on it.
 */
@Expect(
    covers = {"ReentrantLock, taken again", "ReentrantLock, taken again and waited for"},
    edges = {
      "TakenOnceMore.lock -> TakenOnceMore.inner",
      "TakenOnceMore.inner -> TakenOnceMore.last"
    })
public class TakenOnceMore {
  private static final int TIMES = 300;
  private static final int DEEPEST = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock inner = new ReentrantLock();
  private final ReentrantLock last = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private boolean isTold;

  public static void main(String[] args) throws InterruptedException {
    TakenOnceMore program = new TakenOnceMore();
    for (int i = 0; i < TIMES; i++) {
      program.nest(i % DEEPEST);
      program.between();
      program.lock.lock();
      program.await();
      program.lock.unlock();
      program.inner.lock();
      program.last.lock();
      program.last.unlock();
      program.inner.unlock();
    }
    System.out.println(program.lock.isLocked());
  }

  private void nest(int more) {
    lock.lock();
    try {
      if (more > 0) {
        nest(more - 1);
      } else {
        inner.lock();
        inner.unlock();
      }
    } finally {
      lock.unlock();
    }
  }

  private void between() {
    lock.lock();
    inner.lock();
    lock.lock();
    lock.unlock();
    inner.unlock();
    lock.unlock();
  }

  private void await() throws InterruptedException {
    isTold = false;
    Thread teller = new Thread(this::tell);
    lock.lock();
    lock.lock();
    teller.start();
    while (!isTold) {
      told.await();
    }
    lock.unlock();
    inner.lock();
    inner.unlock();
    lock.unlock();
    teller.join();
  }

  private void tell() {
    lock.lock();
    isTold = true;
    told.signalAll();
    lock.unlock();
  }
}
