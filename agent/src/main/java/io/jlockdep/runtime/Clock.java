package io.jlockdep.runtime;

import java.util.concurrent.locks.LockSupport;

/** Keeps {@link Facts#coarseTime} at level {@code trace}: the daemon thread "jlockdep clock". */
final class Clock implements Runnable {
  private static final long TICK_NANOS = 1_000_000L;

  @Override
  @SuppressWarnings("InfiniteLoopStatement")
  public void run() {
    Threads.current().guardOn();
    while (true) {
      Facts.coarseTime = Facts.time();
      LockSupport.parkNanos(this, TICK_NANOS);
    }
  }
}
