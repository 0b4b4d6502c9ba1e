package io.jlockdep.runtime;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK keeps to itself about futures and pools (fields {@code FutureTask.runner}, {@code
 * ThreadPoolExecutor.workers} and {@code mainLock}, {@code Worker.thread}; JDK 17 to 25). Says
 * nothing where a field is missing or not open to the agent. For the watchdog's thread.
 */
final class PoolInside {
  private static final @Nullable Field RUNNER = open(FutureTask.class, "runner");
  private static final @Nullable Field WORKERS = open(ThreadPoolExecutor.class, "workers");
  private static final @Nullable Field MAIN_LOCK = open(ThreadPoolExecutor.class, "mainLock");

  private PoolInside() {}

  /** The thread that runs a future task now, or null. */
  static @Nullable Thread runnerOf(Object future) {
    return future instanceof FutureTask ? (Thread) read(RUNNER, future) : null;
  }

  /** Whether a task is in a pool's queue, if that is a queue of the JDK. */
  static boolean hasQueued(ThreadPoolExecutor pool, Object task) {
    Object queue = pool.getQueue();
    return queue.getClass().getClassLoader() == null && pool.getQueue().contains(task);
  }

  /** The threads of a pool, or null if they cannot be known now. */
  static @Nullable List<Thread> workersOf(ThreadPoolExecutor pool) {
    Object lock = read(MAIN_LOCK, pool);
    if (!(lock instanceof ReentrantLock) || !((ReentrantLock) lock).tryLock()) {
      return null;
    }
    try {
      Object workers = read(WORKERS, pool);
      if (!(workers instanceof Set)) {
        return null;
      }
      List<Thread> threads = new ArrayList<>();
      for (Object worker : (Set<?>) workers) {
        Field field = open(worker.getClass(), "thread");
        Object thread = read(field, worker);
        if (!(thread instanceof Thread)) {
          return null;
        }
        threads.add((Thread) thread);
      }
      return threads;
    } finally {
      ((ReentrantLock) lock).unlock();
    }
  }

  private static @Nullable Object read(@Nullable Field field, Object owner) {
    try {
      return field == null ? null : field.get(owner);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Field open(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
