package io.jlockdep.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks the locks of the JDK themselves who holds them: what our tables say may miss what code that
 * is not woven has done. Reads JDK internals (JDK 17 to 25: {@code exclusiveOwnerThread}, {@code
 * getReadLockCount}, {@code getReadHoldCount}) if those are open to the agent.
 */
final class OwnedLocks {
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  private static final @Nullable Field OWNER = owner();
  private static final @Nullable Method READERS = counter("getReadLockCount");
  private static final @Nullable Method OWN_READS = counter("getReadHoldCount");

  private OwnedLocks() {}

  /** Whether a thread holds a lock; {@code null} asks for anybody. */
  static Answer isHeld(Object lock, LockInstance instance, int mode, @Nullable Thread thread) {
    switch (instance.kind) {
      case REENTRANT_LOCK:
      case RW_LOCK:
        return mode == Acquire.EXCLUSIVE ? isOwned(lock, thread) : count(lock, READERS);
      case STAMPED_LOCK:
        return isStamped(lock, mode);
      case SEMAPHORE:
        return lock instanceof Semaphore && ((Semaphore) lock).availablePermits() < instance.permits
            ? Answer.YES
            : Answer.NO;
      case FILE_LOCK:
        return lock instanceof FileChannel && ((FileChannel) lock).isOpen()
            ? Answer.UNKNOWN
            : Answer.NO;
      default:
        return Answer.UNKNOWN;
    }
  }

  /** Whether the calling thread holds a lock of the JDK, in whatever way it got it. */
  static boolean isHeldHere(Object lock, int mode) {
    if (lock instanceof ReentrantLock) {
      return mode == Acquire.EXCLUSIVE && ((ReentrantLock) lock).isHeldByCurrentThread();
    }
    if (lock instanceof ReentrantReadWriteLock) {
      ReentrantReadWriteLock both = (ReentrantReadWriteLock) lock;
      return mode == Acquire.SHARED
          ? both.getReadHoldCount() > 0
          : both.isWriteLockedByCurrentThread();
    }
    if (lock instanceof ReentrantReadWriteLock.WriteLock) {
      return ((ReentrantReadWriteLock.WriteLock) lock).isHeldByCurrentThread();
    }
    return lock instanceof ReentrantReadWriteLock.ReadLock && count(lock, OWN_READS) != Answer.NO;
  }

  /** Whether anybody holds an object that is a lock of the JDK. */
  static boolean isLocked(Object lock) {
    if (lock instanceof ReentrantLock) {
      return ((ReentrantLock) lock).isLocked();
    }
    if (lock instanceof ReentrantReadWriteLock) {
      ReentrantReadWriteLock both = (ReentrantReadWriteLock) lock;
      return both.isWriteLocked() || both.getReadLockCount() > 0;
    }
    return lock instanceof StampedLock
        && (((StampedLock) lock).isWriteLocked() || ((StampedLock) lock).isReadLocked());
  }

  private static Answer isOwned(Object lock, @Nullable Thread thread) {
    Object sync = LockViews.syncOf(lock);
    Field field = OWNER;
    if (sync == null || field == null) {
      return Answer.UNKNOWN;
    }
    try {
      Object owner = field.get(sync);
      return owner != null && (thread == null || owner == thread) ? Answer.YES : Answer.NO;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Answer.UNKNOWN;
    }
  }

  private static Answer count(Object lock, @Nullable Method count) {
    Object sync = LockViews.syncOf(lock);
    if (sync == null || count == null) {
      return Answer.UNKNOWN;
    }
    try {
      return (Integer) count.invoke(sync) > 0 ? Answer.YES : Answer.NO;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Answer.UNKNOWN;
    }
  }

  private static Answer isStamped(Object lock, int mode) {
    Object stamped = LockViews.isStampedView(lock) ? LockViews.outer(lock) : lock;
    if (!(stamped instanceof StampedLock)) {
      return Answer.UNKNOWN;
    }
    StampedLock asked = (StampedLock) stamped;
    return (mode == Acquire.SHARED ? asked.isReadLocked() : asked.isWriteLocked())
        ? Answer.YES
        : Answer.NO;
  }

  private static @Nullable Field owner() {
    try {
      Field field = AbstractOwnableSynchronizer.class.getDeclaredField("exclusiveOwnerThread");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Method counter(String name) {
    try {
      Class<?> sync =
          Class.forName("java.util.concurrent.locks.ReentrantReadWriteLock$Sync", false, null);
      Method method = sync.getDeclaredMethod(name);
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
