package io.jlockdep.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * Looks every half second for threads that can never go on: the daemon thread "jlockdep watchdog".
 */
final class Watchdog implements Runnable {
  private static final long TICK_NANOS = 500_000_000L;

  private final Recorder recorder;
  private final boolean haltOnDeadlock;

  Watchdog(Recorder recorder, boolean haltOnDeadlock) {
    this.recorder = recorder;
    this.haltOnDeadlock = haltOnDeadlock;
  }

  @Override
  public void run() {
    Threads.current().guardOn();
    while (true) {
      LockSupport.parkNanos(this, TICK_NANOS);
      try {
        Threads.sweep();
        Instances.sweep();
        OpenFiles.sweep();
      } catch (Throwable t) {
        Facts.lost();
      }
    }
  }
}
