package io.jlockdep.runtime;

import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** How many threads a pool can have for what is in its queue. */
final class PoolSize {
  private static final int UNBOUNDED = Integer.MAX_VALUE / 2;

  private PoolSize() {}

  /** Threads at most; 0 for unbounded or not known. */
  static int of(@Nullable Object executor) {
    if (!(executor instanceof ThreadPoolExecutor)) {
      return executor instanceof Timer ? 1 : 0;
    }
    ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
    int size = neverFull(pool) ? Math.max(1, pool.getCorePoolSize()) : pool.getMaximumPoolSize();
    return size >= UNBOUNDED ? 0 : size;
  }

  /** A pool starts more threads than its core only when its queue is full. */
  private static boolean neverFull(ThreadPoolExecutor pool) {
    if (pool instanceof ScheduledThreadPoolExecutor) {
      return true;
    }
    BlockingQueue<Runnable> queue = pool.getQueue();
    // Only queues whose answer takes no lock and runs no code of the application.
    return queue.getClass() == PriorityBlockingQueue.class
        || (queue.getClass() == LinkedBlockingQueue.class
            && queue.remainingCapacity() >= UNBOUNDED);
  }
}
