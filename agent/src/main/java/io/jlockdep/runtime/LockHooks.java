package io.jlockdep.runtime;

import io.jlockdep.vm.DontInline;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** Calls of {@link Lock}: reentrant locks, views of read-write locks, and any other lock. */
public final class LockHooks {
  private LockHooks() {}

  /**
   * Just before a call of {@link Lock#lock}, the short way: what {@link #locked} is to be given. If
   * it is null nothing has been noted, and {@link #lock} is to be called instead of the lock.
   *
   * <p>The call itself stays in the woven code, where the JIT knows best which lock it is of.
   * Should it throw, the thread seems to go on asking until it gives a lock up or asks for the next
   * one.
   */
  public static @Nullable HeldLocks locking(@Nullable Lock lock, int site) {
    HeldLocks held = ShortWay.asking(lock, site);
    return held != null || lock != null ? held : Threads.current(); // null fails in its own call
  }

  /** Just after it. */
  public static void locked(@Nullable HeldLocks held) {
    if (held != null) {
      ShortWay.locked(held);
    }
  }

  /** The long way. */
  @Replaces(Lock.class)
  public static void lock(Lock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      lock.lock();
      return;
    }
    LockRef ref = held.lockRef(lock, site); // also if it is held already: so the place gets known
    int again = held.indexOfOwn(lock);
    if (again >= 0) {
      lock.lock();
      held.again(again, lock);
      return;
    }
    if (ref.instance.kind == LockKind.LOCK && !isOwnLock(lock)) {
      int depth = held.depth;
      lock.lock();
      found(held, depth, ref, lock, Acquire.BLOCKING, site);
      return;
    }
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
    if (ref.instance.kind == LockKind.LOCK && !isOwnLock(lock)) {
      int depth = held.depth;
      lock.lockInterruptibly();
      found(held, depth, ref, lock, Acquire.INTERRUPTIBLE, site);
      return;
    }
    int stack = held.acquiring(ref, lock, Acquire.INTERRUPTIBLE, site);
    try {
      lock.lockInterruptibly();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    held.acquired(ref, lock, Acquire.INTERRUPTIBLE, site, stack);
  }

  /**
   * Just before a call of {@link Lock#tryLock()}, the short way, as {@link #locking}: {@link
   * #tryLock} is the long one.
   */
  public static @Nullable HeldLocks trying(@Nullable Lock lock, int site) {
    HeldLocks held = ShortWay.trying(lock, site);
    return held != null || lock != null ? held : Threads.current(); // null fails in its own call
  }

  /** Just after it; gives back its result. */
  public static boolean tried(@Nullable HeldLocks held, boolean success) {
    if (held != null) {
      ShortWay.tried(held, success);
    }
    return success;
  }

  /** The long way. */
  @Replaces(Lock.class)
  public static boolean tryLock(Lock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held == null) {
      return lock.tryLock();
    }
    int depth = held.depth;
    boolean locked = lock.tryLock();
    if (locked) {
      LockRef ref = held.lockRef(lock, site);
      if (ref.instance.kind == LockKind.LOCK && !isOwnLock(lock)) {
        found(held, depth, ref, lock, Acquire.TRY, site);
      } else {
        held.acquired(ref, lock, Acquire.TRY, site, 0);
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
    if (ref.instance.kind == LockKind.LOCK && !isOwnLock(lock)) {
      int depth = held.depth;
      boolean got = lock.tryLock(time, unit);
      if (got) {
        found(held, depth, ref, lock, Acquire.TIMED, site);
      }
      return got;
    }
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

  /**
   * Just before a call of {@link Lock#unlock}, the short way. False if {@link #unlockingLong} must
   * be called.
   */
  public static boolean unlocking(@Nullable Lock lock, int site) {
    return ShortWay.released(lock, site);
  }

  /** The long way, for every lock. */
  @DontInline
  public static void unlockingLong(@Nullable Lock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock != null) {
      held.releasingLock(lock, site);
    }
  }

  /** The long way, with the call itself. */
  @Replaces(Lock.class)
  public static void unlock(Lock lock, int site) {
    unlockingLong(lock, site);
    lock.unlock();
  }

  private static boolean isOwnLock(Lock lock) {
    return TypeKey.of(lock.getClass()).ownLock;
  }

  /**
   * A lock of a type that the JDK does not have was taken, and it is not known yet, or known not,
   * to be a lock of its own: many such types hand every call on to another lock, and counted twice
   * they would double every finding. If taking it left another lock held, that one is the lock.
   */
  private static void found(
      HeldLocks held, int depthBefore, LockRef ref, Lock lock, int how, int site) {
    TypeKey type = TypeKey.of(lock.getClass());
    if (type.wraps) {
      return;
    }
    if (held.depth > depthBefore) {
      type.wraps = true;
      return;
    }
    type.ownLock = true;
    int stack = how == Acquire.TRY ? 0 : held.acquiring(ref, lock, how, site);
    held.acquired(ref, lock, how, site, stack);
  }
}
