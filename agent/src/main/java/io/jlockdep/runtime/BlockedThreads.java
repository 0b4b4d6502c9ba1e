package io.jlockdep.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads, woven or not, that a lock with an owner seems to have blocked for a while: a
 * cheap look, without a safepoint, that says when it is worth asking the JVM for deadlocks.
 */
final class BlockedThreads {
  private static final @Nullable Method THREADS = threadsMethod();
  private static final @Nullable Field OWNER = ownerField();

  private Set<Long> before = new HashSet<>();

  /** How many threads are blocked now and were so at the last look. */
  int look() {
    Set<Long> now = new HashSet<>();
    int still = 0;
    for (@Nullable Thread thread : all()) {
      if (thread != null && isBlocked(thread)) {
        Long id = thread.getId();
        now.add(id);
        if (before.contains(id)) {
          still++;
        }
      }
    }
    before = now;
    return still;
  }

  /** All live platform threads; the last places may be empty. */
  static @Nullable Thread[] all() {
    Method method = THREADS;
    if (method != null) {
      try {
        return (Thread[]) method.invoke(null);
      } catch (ReflectiveOperationException e) {
        return new @Nullable Thread[0];
      }
    }
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    @Nullable Thread[] threads = new @Nullable Thread[root.activeCount() * 2 + 16];
    root.enumerate(threads, true);
    return threads;
  }

  private static boolean isBlocked(Thread thread) {
    Thread.State state = thread.getState();
    if (state == Thread.State.BLOCKED) {
      return true;
    }
    Object blocker = state == Thread.State.WAITING ? LockSupport.getBlocker(thread) : null;
    if (OWNER == null || !(blocker instanceof AbstractOwnableSynchronizer)) {
      return false;
    }
    try {
      return OWNER.get(blocker) != null;
    } catch (IllegalAccessException e) {
      return false;
    }
  }

  /** Not by thread groups, if it can be helped: those take locks. The same name in JDK 17 to 25. */
  private static @Nullable Method threadsMethod() {
    try {
      Method method = Thread.class.getDeclaredMethod("getThreads");
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Field ownerField() {
    try {
      Field field = AbstractOwnableSynchronizer.class.getDeclaredField("exclusiveOwnerThread");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // then only monitors count
    }
  }
}
