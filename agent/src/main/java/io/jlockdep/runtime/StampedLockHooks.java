package io.jlockdep.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Calls of {@link StampedLock}. An optimistic read holds nothing; a stamp may be released by
 * another thread than the one that took it.
 */
public final class StampedLockHooks {
  private StampedLockHooks() {}

  @Replaces(StampedLock.class)
  public static long writeLock(StampedLock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.writeLock();
    }
    LockRef ref = held.stampedRef(lock, Acquire.EXCLUSIVE, site);
    int stack = held.acquiring(ref, lock, Acquire.BLOCKING, site);
    long result;
    try {
      result = lock.writeLock();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, lock, Acquire.BLOCKING, site, stack);
    return result;
  }

  @Replaces(StampedLock.class)
  public static long writeLockInterruptibly(StampedLock lock, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.writeLockInterruptibly();
    }
    LockRef ref = held.stampedRef(lock, Acquire.EXCLUSIVE, site);
    int stack = held.acquiring(ref, lock, Acquire.INTERRUPTIBLE, site);
    long result;
    try {
      result = lock.writeLockInterruptibly();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, lock, Acquire.INTERRUPTIBLE, site, stack);
    return result;
  }

  @Replaces(StampedLock.class)
  public static long tryWriteLock(StampedLock lock, int site) {
    long result = lock.tryWriteLock();
    if (result != 0) {
      HeldLocks held = HeldLocks.entering(lock);
      if (held != null) {
        held.acquired(held.stampedRef(lock, Acquire.EXCLUSIVE, site), lock, Acquire.TRY, site, 0);
      }
    }
    return result;
  }

  @Replaces(StampedLock.class)
  public static long tryWriteLock(StampedLock lock, long time, TimeUnit unit, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.tryWriteLock(time, unit);
    }
    LockRef ref = held.stampedRef(lock, Acquire.EXCLUSIVE, site);
    int stack = held.acquiring(ref, lock, Acquire.TIMED, site);
    long result;
    try {
      result = lock.tryWriteLock(time, unit);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    if (result != 0) {
      held.acquired(ref, lock, Acquire.TIMED, site, stack);
    } else {
      held.abandoned();
    }
    return result;
  }

  @Replaces(StampedLock.class)
  public static void unlockWrite(StampedLock lock, long stamp, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock.isWriteLocked()) {
      held.releasingStamp(lock, Acquire.EXCLUSIVE, site);
    }
    lock.unlockWrite(stamp);
  }

  @Replaces(StampedLock.class)
  public static boolean tryUnlockWrite(StampedLock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock.isWriteLocked()) {
      held.releasingStamp(lock, Acquire.EXCLUSIVE, site);
    }
    return lock.tryUnlockWrite();
  }

  @Replaces(StampedLock.class)
  public static long readLock(StampedLock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.readLock();
    }
    LockRef ref = held.stampedRef(lock, Acquire.SHARED, site);
    int stack = held.acquiring(ref, lock, Acquire.BLOCKING, site);
    long result;
    try {
      result = lock.readLock();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, lock, Acquire.BLOCKING, site, stack);
    return result;
  }

  @Replaces(StampedLock.class)
  public static long readLockInterruptibly(StampedLock lock, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.readLockInterruptibly();
    }
    LockRef ref = held.stampedRef(lock, Acquire.SHARED, site);
    int stack = held.acquiring(ref, lock, Acquire.INTERRUPTIBLE, site);
    long result;
    try {
      result = lock.readLockInterruptibly();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, lock, Acquire.INTERRUPTIBLE, site, stack);
    return result;
  }

  @Replaces(StampedLock.class)
  public static long tryReadLock(StampedLock lock, int site) {
    long result = lock.tryReadLock();
    if (result != 0) {
      HeldLocks held = HeldLocks.entering(lock);
      if (held != null) {
        held.acquired(held.stampedRef(lock, Acquire.SHARED, site), lock, Acquire.TRY, site, 0);
      }
    }
    return result;
  }

  @Replaces(StampedLock.class)
  public static long tryReadLock(StampedLock lock, long time, TimeUnit unit, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.tryReadLock(time, unit);
    }
    LockRef ref = held.stampedRef(lock, Acquire.SHARED, site);
    int stack = held.acquiring(ref, lock, Acquire.TIMED, site);
    long result;
    try {
      result = lock.tryReadLock(time, unit);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    if (result != 0) {
      held.acquired(ref, lock, Acquire.TIMED, site, stack);
    } else {
      held.abandoned();
    }
    return result;
  }

  @Replaces(StampedLock.class)
  public static void unlockRead(StampedLock lock, long stamp, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock.isReadLocked()) {
      held.releasingStamp(lock, Acquire.SHARED, site);
    }
    lock.unlockRead(stamp);
  }

  @Replaces(StampedLock.class)
  public static boolean tryUnlockRead(StampedLock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock.isReadLocked()) {
      held.releasingStamp(lock, Acquire.SHARED, site);
    }
    return lock.tryUnlockRead();
  }

  @Replaces(StampedLock.class)
  public static void unlock(StampedLock lock, long stamp, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && StampedLock.isLockStamp(stamp)) {
      held.releasingStamp(lock, modeOf(stamp), site);
    }
    lock.unlock(stamp);
  }

  @Replaces(StampedLock.class)
  public static long tryConvertToWriteLock(StampedLock lock, long stamp, int site) {
    long result = lock.tryConvertToWriteLock(stamp);
    converted(lock, stamp, result, site);
    return result;
  }

  @Replaces(StampedLock.class)
  public static long tryConvertToReadLock(StampedLock lock, long stamp, int site) {
    long result = lock.tryConvertToReadLock(stamp);
    converted(lock, stamp, result, site);
    return result;
  }

  @Replaces(StampedLock.class)
  public static long tryConvertToOptimisticRead(StampedLock lock, long stamp, int site) {
    long result = lock.tryConvertToOptimisticRead(stamp);
    converted(lock, stamp, result, site);
    return result;
  }

  @Replaces(StampedLock.class)
  public static Lock asReadLock(StampedLock lock, int site) {
    Lock view = lock.asReadLock();
    LockViews.seen(lock, view, Acquire.SHARED, site);
    return view;
  }

  @Replaces(StampedLock.class)
  public static Lock asWriteLock(StampedLock lock, int site) {
    Lock view = lock.asWriteLock();
    LockViews.seen(lock, view, Acquire.EXCLUSIVE, site);
    return view;
  }

  @Replaces(StampedLock.class)
  public static ReadWriteLock asReadWriteLock(StampedLock lock, int site) {
    ReadWriteLock view = lock.asReadWriteLock();
    LockViews.seen(lock, view, Acquire.EXCLUSIVE, site);
    LockViews.seen(lock, view.readLock(), Acquire.SHARED, site);
    LockViews.seen(lock, view.writeLock(), Acquire.EXCLUSIVE, site);
    return view;
  }

  /** A stamp became another one, or ({@code after == 0}) stayed what it was. */
  private static void converted(StampedLock lock, long before, long after, int site) {
    if (after == 0 || before == after) {
      return;
    }
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return;
    }
    if (StampedLock.isLockStamp(before)) {
      held.releasingStamp(lock, modeOf(before), site);
    }
    if (StampedLock.isLockStamp(after)) {
      LockRef ref = held.stampedRef(lock, modeOf(after), site);
      held.acquired(ref, lock, Acquire.TRY, site, 0);
    }
  }

  private static int modeOf(long stamp) {
    return StampedLock.isWriteLockStamp(stamp) ? Acquire.EXCLUSIVE : Acquire.SHARED;
  }
}
