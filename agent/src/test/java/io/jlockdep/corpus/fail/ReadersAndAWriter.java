package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Two orders of read locks, and writers that hold nothing else. */
@Expect(
    covers = {
      "ReentrantReadWriteLock.readLock",
      "ReentrantReadWriteLock.writeLock",
      "StampedLock.writeLock"
    },
    edges = {"ReadersAndAWriter.a/s -> ReadersAndAWriter.b/s"},
    writers = {"ReadersAndAWriter.a", "ReadersAndAWriter.b", "ReadersAndAWriter.stamped"})
public class ReadersAndAWriter {
  private static final ReentrantReadWriteLock a = new ReentrantReadWriteLock();
  private static final ReentrantReadWriteLock b = new ReentrantReadWriteLock();
  private static final StampedLock stamped = new StampedLock();

  public static void main(String[] args) {
    a.readLock().lock();
    b.readLock().lock();
    b.readLock().unlock();
    a.readLock().unlock();
    take(a.writeLock());
    take(b.writeLock());
    stamped.unlockWrite(stamped.writeLock());
    System.out.println("done");
  }

  private static void take(Lock lock) {
    lock.lock();
    lock.unlock();
  }
}
