package io.jlockdep.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Calls of {@link Semaphore}. A permit taken is a lock held until a thread that holds none releases
 * one: then the semaphore is a signal, and no longer followed as a lock.
 */
public final class SemaphoreHooks {
  private SemaphoreHooks() {}

  @Replaces(Semaphore.class)
  public static void acquire(Semaphore semaphore, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      semaphore.acquire();
      return;
    }
    LockRef ref = held.semaphoreRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.INTERRUPTIBLE, site);
    try {
      semaphore.acquire();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, semaphore, Acquire.INTERRUPTIBLE, site, stack, 1);
  }

  @Replaces(Semaphore.class)
  public static void acquire(Semaphore semaphore, int permits, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      semaphore.acquire(permits);
      return;
    }
    LockRef ref = held.semaphoreRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.INTERRUPTIBLE, site);
    try {
      semaphore.acquire(permits);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, semaphore, Acquire.INTERRUPTIBLE, site, stack, permits);
  }

  @Replaces(Semaphore.class)
  public static void acquireUninterruptibly(Semaphore semaphore, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      semaphore.acquireUninterruptibly();
      return;
    }
    LockRef ref = held.semaphoreRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.BLOCKING, site);
    try {
      semaphore.acquireUninterruptibly();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, semaphore, Acquire.BLOCKING, site, stack, 1);
  }

  @Replaces(Semaphore.class)
  public static void acquireUninterruptibly(Semaphore semaphore, int permits, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      semaphore.acquireUninterruptibly(permits);
      return;
    }
    LockRef ref = held.semaphoreRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.BLOCKING, site);
    try {
      semaphore.acquireUninterruptibly(permits);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, semaphore, Acquire.BLOCKING, site, stack, permits);
  }

  @Replaces(Semaphore.class)
  public static boolean tryAcquire(Semaphore semaphore, int site) {
    boolean result = semaphore.tryAcquire();
    if (result) {
      HeldLocks held = HeldLocks.entering(semaphore);
      if (held != null) {
        held.acquired(held.semaphoreRef(semaphore, site), semaphore, Acquire.TRY, site, 0, 1);
      }
    }
    return result;
  }

  @Replaces(Semaphore.class)
  public static boolean tryAcquire(Semaphore semaphore, int permits, int site) {
    boolean result = semaphore.tryAcquire(permits);
    if (result) {
      HeldLocks held = HeldLocks.entering(semaphore);
      if (held != null) {
        held.acquired(held.semaphoreRef(semaphore, site), semaphore, Acquire.TRY, site, 0, permits);
      }
    }
    return result;
  }

  @Replaces(Semaphore.class)
  public static int drainPermits(Semaphore semaphore, int site) {
    int result = semaphore.drainPermits();
    if (result > 0) {
      HeldLocks held = HeldLocks.entering(semaphore);
      if (held != null) {
        held.acquired(held.semaphoreRef(semaphore, site), semaphore, Acquire.TRY, site, 0, result);
      }
    }
    return result;
  }

  @Replaces(Semaphore.class)
  public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      return semaphore.tryAcquire(time, unit);
    }
    LockRef ref = held.semaphoreRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.TIMED, site);
    boolean result;
    try {
      result = semaphore.tryAcquire(time, unit);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    if (result) {
      held.acquired(ref, semaphore, Acquire.TIMED, site, stack, 1);
    } else {
      held.abandoned();
    }
    return result;
  }

  @Replaces(Semaphore.class)
  public static boolean tryAcquire(
      Semaphore semaphore, int permits, long time, TimeUnit unit, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      return semaphore.tryAcquire(permits, time, unit);
    }
    LockRef ref = held.semaphoreRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.TIMED, site);
    boolean result;
    try {
      result = semaphore.tryAcquire(permits, time, unit);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    if (result) {
      held.acquired(ref, semaphore, Acquire.TIMED, site, stack, permits);
    } else {
      held.abandoned();
    }
    return result;
  }

  @Replaces(Semaphore.class)
  public static void release(Semaphore semaphore, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held != null) {
      held.releasingPermits(semaphore, 1, site);
    }
    semaphore.release();
  }

  @Replaces(Semaphore.class)
  public static void release(Semaphore semaphore, int permits, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held != null && permits > 0) {
      held.releasingPermits(semaphore, permits, site);
    }
    semaphore.release(permits);
  }
}
