package io.jlockdep.runtime;

/**
 * Calls of {@link Object#wait}: the monitor is given up while the thread waits, and taken again.
 */
public final class MonitorWaitHooks {
  private MonitorWaitHooks() {}

  @Replaces(Object.class)
  public static void wait(Object monitor, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(monitor);
    Waiting waiting = held == null ? null : held.waitingIn(monitor, site);
    try {
      monitor.wait();
    } finally {
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Object.class)
  public static void wait(Object monitor, long millis, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(monitor);
    Waiting waiting = held == null ? null : held.waitingIn(monitor, site);
    try {
      monitor.wait(millis);
    } finally {
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Object.class)
  public static void wait(Object monitor, long millis, int nanos, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(monitor);
    Waiting waiting = held == null ? null : held.waitingIn(monitor, site);
    try {
      monitor.wait(millis, nanos);
    } finally {
      if (waiting != null) {
        waiting.over();
      }
    }
  }
}
