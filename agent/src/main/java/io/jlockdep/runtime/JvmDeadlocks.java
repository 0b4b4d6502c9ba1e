package io.jlockdep.runtime;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own deadlock detection, which also knows locks of code that was not woven. By
 * reflection: the module {@code java.management} may be missing, and is not loaded before a thread
 * is stuck.
 */
final class JvmDeadlocks {
  private @Nullable Object bean;
  private @Nullable Method find;
  private @Nullable Method info;
  private boolean looked;

  /** Java thread ids of threads in a deadlock, or null. */
  long @Nullable [] find() {
    look();
    Method method = find;
    try {
      return method == null ? null : (long[]) method.invoke(bean);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** The Java thread id of the owner of the lock that the thread waits for, or -1. */
  long ownerOf(long javaThreadId) {
    Method method = info;
    try {
      Object found = method == null ? null : method.invoke(bean, javaThreadId);
      return found == null
          ? -1
          : (Long)
              Class.forName("java.lang.management.ThreadInfo")
                  .getMethod("getLockOwnerId")
                  .invoke(found);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return -1;
    }
  }

  private void look() {
    if (looked) {
      return;
    }
    looked = true;
    try {
      bean =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Class<?> type = Class.forName("java.lang.management.ThreadMXBean");
      find = type.getMethod("findDeadlockedThreads");
      info = type.getMethod("getThreadInfo", long.class);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      find = null;
    }
  }
}
