package io.jlockdep.runtime;

import java.lang.reflect.Field;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * To which lock a view or a condition belongs: remembered where the call that made it was woven,
 * else read from JDK internals if those are open to the agent (JDK 17 to 25: fields {@code sync} of
 * the read-write lock and its views, {@code this$0} of the views of a stamped lock and of a
 * condition).
 */
final class LockViews {
  private static @Nullable Field rwSync;
  private static @Nullable Field readSync;
  private static @Nullable Field writeSync;
  private static @Nullable Field lockSync;
  private static boolean looked;

  private LockViews() {}

  /** A woven call on {@code owner} has returned {@code view}. */
  static void seen(Object owner, @Nullable Object view, int mode, int site) {
    if (view == null || view == owner) {
      return;
    }
    HeldLocks held = HeldLocks.entering(owner);
    if (held == null
        || !(isJdkOwner(owner)
            || isStampedView(owner)
            || view instanceof java.util.concurrent.locks.Condition)) {
      return;
    }
    held.guardOn();
    try {
      Instances.addView(owner, view, mode, Site.at(site));
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  /** The object by which the lock behind {@code lock} is known, or null if that is itself. */
  static @Nullable Object ownerOf(Object lock) {
    if (lock instanceof ReentrantReadWriteLock.ReadLock
        || lock instanceof ReentrantReadWriteLock.WriteLock) {
      return syncOf(lock);
    }
    if (isStampedView(lock)) {
      return outer(lock);
    }
    return null;
  }

  /** The inner object that a lock shares with its views and conditions, or null. */
  static @Nullable Object syncOf(Object lock) {
    look();
    if (lock instanceof ReentrantReadWriteLock) {
      return read(rwSync, lock);
    }
    if (lock instanceof ReentrantReadWriteLock.ReadLock) {
      return read(readSync, lock);
    }
    if (lock instanceof ReentrantReadWriteLock.WriteLock) {
      return read(writeSync, lock);
    }
    if (lock instanceof ReentrantLock) {
      return read(lockSync, lock);
    }
    return null;
  }

  /** The object inside which the inner-class instance {@code inner} was made, or null. */
  static @Nullable Object outer(Object inner) {
    try {
      Field field = inner.getClass().getDeclaredField("this$0");
      field.setAccessible(true);
      return field.get(inner);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  static int modeOf(Object lock) {
    if (lock instanceof ReentrantReadWriteLock.ReadLock) {
      return Acquire.SHARED;
    }
    return isStampedView(lock) && lock.getClass().getName().endsWith("ReadLockView")
        ? Acquire.SHARED
        : Acquire.EXCLUSIVE;
  }

  static boolean isStampedView(Object lock) {
    return lock.getClass().getNestHost() == StampedLock.class && !(lock instanceof StampedLock);
  }

  private static boolean isJdkOwner(Object owner) {
    return owner instanceof ReentrantReadWriteLock
        || owner instanceof StampedLock
        || (owner instanceof ReadWriteLock && isStampedView(owner));
  }

  private static @Nullable Object read(@Nullable Field field, Object lock) {
    try {
      return field == null ? null : field.get(lock);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static synchronized void look() {
    if (looked) {
      return;
    }
    looked = true;
    rwSync = open(ReentrantReadWriteLock.class);
    readSync = open(ReentrantReadWriteLock.ReadLock.class);
    writeSync = open(ReentrantReadWriteLock.WriteLock.class);
    lockSync = open(ReentrantLock.class);
  }

  private static @Nullable Field open(Class<?> type) {
    try {
      Field field = type.getDeclaredField("sync");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
