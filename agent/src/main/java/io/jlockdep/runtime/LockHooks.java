package io.jlockdep.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** Calls of {@link Lock}: reentrant locks, views of read-write locks, and any other lock. */
public final class LockHooks {
  private LockHooks() {}

  @Replaces(Lock.class)
  public static void lock(Lock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      lock.lock();
      return;
    }
    LockRef ref = held.lockRef(lock, site);
    int stack = held.acquiring(ref, lock, Acquire.BLOCKING, site);
    try {
      lock.lock();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, lock, Acquire.BLOCKING, site, stack);
  }

  @Replaces(Lock.class)
  public static void lockInterruptibly(Lock lock, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      lock.lockInterruptibly();
      return;
    }
    LockRef ref = held.lockRef(lock, site);
    int stack = held.acquiring(ref, lock, Acquire.INTERRUPTIBLE, site);
    try {
      lock.lockInterruptibly();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, lock, Acquire.INTERRUPTIBLE, site, stack);
  }

  @Replaces(Lock.class)
  public static boolean tryLock(Lock lock, int site) {
    boolean locked = lock.tryLock();
    if (locked) {
      HeldLocks held = HeldLocks.entering(lock);
      if (held != null) {
        held.acquired(held.lockRef(lock, site), lock, Acquire.TRY, site, 0);
      }
    }
    return locked;
  }

  @Replaces(Lock.class)
  public static boolean tryLock(Lock lock, long time, TimeUnit unit, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.tryLock(time, unit);
    }
    LockRef ref = held.lockRef(lock, site);
    int stack = held.acquiring(ref, lock, Acquire.TIMED, site);
    boolean locked;
    try {
      locked = lock.tryLock(time, unit);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    if (locked) {
      held.acquired(ref, lock, Acquire.TIMED, site, stack);
    } else {
      held.abandoned();
    }
    return locked;
  }

  @Replaces(Lock.class)
  public static void unlock(Lock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null) {
      held.releasingLock(lock, site);
    }
    lock.unlock();
  }
}
