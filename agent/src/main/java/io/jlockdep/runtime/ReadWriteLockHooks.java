package io.jlockdep.runtime;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Views of read-write locks: remembers to which lock a view belongs. */
public final class ReadWriteLockHooks {
  private ReadWriteLockHooks() {}

  @Replaces(ReadWriteLock.class)
  public static Lock readLock(ReadWriteLock lock, int site) {
    Lock view = lock.readLock();
    LockViews.seen(lock, view, Acquire.SHARED, site);
    return view;
  }

  @Replaces(ReadWriteLock.class)
  public static Lock writeLock(ReadWriteLock lock, int site) {
    Lock view = lock.writeLock();
    LockViews.seen(lock, view, Acquire.EXCLUSIVE, site);
    return view;
  }

  @Replaces(ReentrantReadWriteLock.class)
  public static ReentrantReadWriteLock.ReadLock readLock(ReentrantReadWriteLock lock, int site) {
    ReentrantReadWriteLock.ReadLock view = lock.readLock();
    LockViews.seen(lock, view, Acquire.SHARED, site);
    return view;
  }

  @Replaces(ReentrantReadWriteLock.class)
  public static ReentrantReadWriteLock.WriteLock writeLock(ReentrantReadWriteLock lock, int site) {
    ReentrantReadWriteLock.WriteLock view = lock.writeLock();
    LockViews.seen(lock, view, Acquire.EXCLUSIVE, site);
    return view;
  }
}
