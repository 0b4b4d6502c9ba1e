package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Locks that are tried so often that each place is known for its lock, with success, in vain and
 * again by their holder: no try is a dependency, what is taken while one is held is one, and
 * nothing stays held.
 */
@Expect(
    covers = "ReentrantLock.tryLock",
    edges = {
      "TriedOften.first -> TriedOften.late",
      "TriedOften.second -> TriedOften.late",
      "TriedOften.write -> TriedOften.late"
    })
public class TriedOften {
  private static final int TIMES = 5_000;
  private final ReentrantLock first = new ReentrantLock();
  private final Lock second = new ReentrantLock();
  private final ReentrantReadWriteLock write = new ReentrantReadWriteLock();
  private final ReentrantLock late = new ReentrantLock();
  private int got;
  private int missed;
  private int again;

  public static void main(String[] args) throws Exception {
    TriedOften program = new TriedOften();
    for (int i = 0; i < TIMES; i++) {
      program.nest(false);
    }
    program.nest(true);
    program.inVain();
    for (int i = 0; i < TIMES; i++) {
      program.tryFirst();
    }
    System.out.println(program.got + " " + program.missed + " " + program.again);
  }

  private void nest(boolean last) {
    if (first.tryLock()) {
      if (second.tryLock()) {
        if (write.writeLock().tryLock()) {
          got++;
          if (last) {
            late.lock();
            late.unlock();
          }
          write.writeLock().unlock();
        }
        second.unlock();
      }
      again += first.tryLock() ? 1 : 0;
      first.unlock();
      first.unlock();
    }
  }

  private void tryFirst() {
    if (first.tryLock()) {
      got++;
      first.unlock();
    } else {
      missed++;
    }
  }

  /** Another thread has the lock; then it has not. */
  private void inVain() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread holder = new Thread(() -> hold(held, over));
    holder.start();
    held.await();
    for (int i = 0; i < TIMES; i++) {
      tryFirst();
    }
    over.countDown();
    holder.join();
  }

  private void hold(CountDownLatch held, CountDownLatch over) {
    first.lock();
    held.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      first.unlock();
    }
  }
}
