package io.jlockdep.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
    LockRef ref = held.lockRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.INTERRUPTIBLE, site);
    Wait wait = waiting(ref, semaphore, Wait.UNTIMED, site);
    try {
      semaphore.acquire();
    } catch (Throwable t) {
      Wait.end(wait, false);
      held.abandoned();
      throw t;
    }
    Wait.end(wait, true);
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
    LockRef ref = held.lockRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.INTERRUPTIBLE, site);
    Wait wait = waiting(ref, semaphore, Wait.UNTIMED, site);
    try {
      semaphore.acquire(permits);
    } catch (Throwable t) {
      Wait.end(wait, false);
      held.abandoned();
      throw t;
    }
    Wait.end(wait, true);
    held.acquired(ref, semaphore, Acquire.INTERRUPTIBLE, site, stack, permits);
  }

  @Replaces(Semaphore.class)
  public static void acquireUninterruptibly(Semaphore semaphore, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      semaphore.acquireUninterruptibly();
      return;
    }
    LockRef ref = held.lockRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.BLOCKING, site);
    Wait wait = waiting(ref, semaphore, Wait.UNTIMED, site);
    try {
      semaphore.acquireUninterruptibly();
    } catch (Throwable t) {
      Wait.end(wait, false);
      held.abandoned();
      throw t;
    }
    Wait.end(wait, true);
    held.acquired(ref, semaphore, Acquire.BLOCKING, site, stack, 1);
  }

  @Replaces(Semaphore.class)
  public static void acquireUninterruptibly(Semaphore semaphore, int permits, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held == null) {
      semaphore.acquireUninterruptibly(permits);
      return;
    }
    LockRef ref = held.lockRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.BLOCKING, site);
    Wait wait = waiting(ref, semaphore, Wait.UNTIMED, site);
    try {
      semaphore.acquireUninterruptibly(permits);
    } catch (Throwable t) {
      Wait.end(wait, false);
      held.abandoned();
      throw t;
    }
    Wait.end(wait, true);
    held.acquired(ref, semaphore, Acquire.BLOCKING, site, stack, permits);
  }

  @Replaces(Semaphore.class)
  public static boolean tryAcquire(Semaphore semaphore, int site) {
    boolean result = semaphore.tryAcquire();
    if (result) {
      HeldLocks held = HeldLocks.entering(semaphore);
      if (held != null) {
        held.acquired(held.lockRef(semaphore, site), semaphore, Acquire.TRY, site, 0, 1);
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
        held.acquired(held.lockRef(semaphore, site), semaphore, Acquire.TRY, site, 0, permits);
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
        held.acquired(held.lockRef(semaphore, site), semaphore, Acquire.TRY, site, 0, result);
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
    LockRef ref = held.lockRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.TIMED, site);
    Wait wait = waiting(ref, semaphore, Wait.TIMED, site);
    boolean result;
    try {
      result = semaphore.tryAcquire(time, unit);
    } catch (Throwable t) {
      Wait.end(wait, false);
      held.abandoned();
      throw t;
    }
    Wait.end(wait, result);
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
    LockRef ref = held.lockRef(semaphore, site);
    int stack = held.acquiring(ref, semaphore, Acquire.TIMED, site);
    Wait wait = waiting(ref, semaphore, Wait.TIMED, site);
    boolean result;
    try {
      result = semaphore.tryAcquire(permits, time, unit);
    } catch (Throwable t) {
      Wait.end(wait, false);
      held.abandoned();
      throw t;
    }
    Wait.end(wait, result);
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
      signalling(held, semaphore, site);
    }
    semaphore.release();
  }

  @Replaces(Semaphore.class)
  public static void release(Semaphore semaphore, int permits, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held != null && permits > 0) {
      held.releasingPermits(semaphore, permits, site);
      signalling(held, semaphore, site);
    }
    semaphore.release(permits);
  }

  /** Just before {@code semaphore.reducePermits(by)}, which only subclasses can call. */
  public static void reducing(Object semaphore, int by, int site) {
    HeldLocks held = HeldLocks.entering(semaphore);
    if (held != null && semaphore instanceof Semaphore && by > 0) {
      LockInstance instance = held.lockRef((Semaphore) semaphore, site).instance;
      instance.permits = Math.max(1, instance.permits - by);
    }
  }

  private static @Nullable Wait waiting(LockRef ref, Semaphore semaphore, boolean timed, int site) {
    return ref.instance.isSignal() && ref != LockRef.NONE
        ? Wait.begin(semaphore, EventKind.SEMAPHORE, timed, site)
        : null;
  }

  /** A release of permits that the thread did not have lets others go on. */
  private static void signalling(HeldLocks held, Semaphore semaphore, int site) {
    LockRef ref = held.lockRef(semaphore, site);
    if (ref.instance.isSignal() && ref != LockRef.NONE) {
      long sequence = Signals.before(semaphore, EventKind.SEMAPHORE, site);
      Signals.given(sequence, semaphore, EventKind.SEMAPHORE, site);
    }
  }
}
