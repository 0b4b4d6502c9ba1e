package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A write lock that is turned into a read lock, and tries of both: held is what is left of them.
 */
@Expect(
    covers = {
      "ReentrantReadWriteLock, downgrade",
      "ReentrantReadWriteLock.tryLock",
      "ReentrantReadWriteLock.tryLock, timed"
    },
    edges = {
      "Downgrade.table -> Downgrade.whole",
      "Downgrade.table/s -> Downgrade.part",
      "Downgrade.table/s -> Downgrade.whole",
      "Downgrade.first -> Downgrade.table/s"
    },
    alsoReleases = {8})
public class Downgrade {
  private final ReentrantReadWriteLock table = new ReentrantReadWriteLock();
  private final Object first = new Object();
  private final Object whole = new Object();
  private final Object part = new Object();
  private final Object after = new Object();

  public static void main(String[] args) throws InterruptedException {
    Downgrade program = new Downgrade();
    program.downgrade();
    program.tries();
    synchronized (program.after) {
      System.out.println(program.table.getReadLockCount());
    }
  }

  private void downgrade() {
    table.writeLock().lock();
    table.readLock().lock();
    synchronized (whole) {
      table.writeLock().unlock();
    }
    synchronized (part) {
      System.out.println(table.getReadLockCount());
    }
    table.readLock().unlock();
  }

  private void tries() throws InterruptedException {
    System.out.println(table.readLock().tryLock());
    System.out.println(table.writeLock().tryLock());
    table.readLock().unlock();
    synchronized (first) {
      System.out.println(table.readLock().tryLock(1, TimeUnit.SECONDS));
    }
    table.readLock().unlock();
  }
}
