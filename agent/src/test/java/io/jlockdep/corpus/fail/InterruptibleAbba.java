package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Locks that are taken interruptibly, in two orders; and a thread that is interrupted meanwhile.
 */
@Expect(
    covers = {"ReentrantLock.lockInterruptibly", "ReentrantReadWriteLock.lockInterruptibly"},
    edges = {
      "InterruptibleAbba.a -> InterruptibleAbba.b",
      "InterruptibleAbba.b -> InterruptibleAbba.a",
      "InterruptibleAbba.a -> InterruptibleAbba.table/s",
      "InterruptibleAbba.table -> InterruptibleAbba.a"
    },
    alsoReleases = {8})
public class InterruptibleAbba {
  private final ReentrantLock a = new ReentrantLock();
  private final ReentrantLock b = new ReentrantLock();
  private final ReentrantReadWriteLock table = new ReentrantReadWriteLock();
  private final Object last = new Object();

  public static void main(String[] args) throws InterruptedException {
    InterruptibleAbba program = new InterruptibleAbba();
    program.forth();
    program.back();
    program.interrupted();
    System.out.println(program.a.isLocked() + " " + program.b.isLocked());
  }

  private void forth() throws InterruptedException {
    a.lockInterruptibly();
    b.lockInterruptibly();
    b.unlock();
    table.readLock().lockInterruptibly();
    table.readLock().unlock();
    a.unlock();
  }

  private void back() throws InterruptedException {
    b.lockInterruptibly();
    a.lockInterruptibly();
    a.unlock();
    b.unlock();
    table.writeLock().lockInterruptibly();
    a.lock();
    a.unlock();
    table.writeLock().unlock();
  }

  /** What an interrupted thread did not get, it does not hold. */
  private void interrupted() throws InterruptedException {
    Thread waiter =
        new Thread(
            () -> {
              try {
                b.lockInterruptibly();
                System.out.println("never");
              } catch (InterruptedException e) {
                synchronized (last) {
                  System.out.println("interrupted");
                }
              }
            });
    b.lock();
    waiter.start();
    waiter.interrupt();
    waiter.join();
    b.unlock();
  }
}
