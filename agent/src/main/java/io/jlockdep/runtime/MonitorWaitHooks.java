package io.jlockdep.runtime;

/**
 * Calls of {@link Object#wait}: the monitor is given up while the thread waits, and taken again.
 * The JVM does not say whether a timed wait was notified: it counts as if.
 */
public final class MonitorWaitHooks {
  private MonitorWaitHooks() {}

  @Replaces(Object.class)
  public static void wait(Object monitor, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(monitor);
    Waiting waiting = held == null ? null : held.waitingIn(monitor, site);
    Wait wait = Wait.begin(monitor, EventKind.OBJECT_WAIT, Wait.UNTIMED, site);
    boolean came = false;
    try {
      monitor.wait();
      came = true;
    } finally {
      Wait.end(wait, came);
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Object.class)
  public static void wait(Object monitor, long millis, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(monitor);
    Waiting waiting = held == null ? null : held.waitingIn(monitor, site);
    Wait wait = Wait.begin(monitor, EventKind.OBJECT_WAIT, millis > 0, site);
    boolean came = false;
    try {
      monitor.wait(millis);
      came = true;
    } finally {
      Wait.end(wait, came);
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
    Wait wait = Wait.begin(monitor, EventKind.OBJECT_WAIT, millis > 0 || nanos > 0, site);
    boolean came = false;
    try {
      monitor.wait(millis, nanos);
      came = true;
    } finally {
      Wait.end(wait, came);
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Object.class)
  public static void notify(Object monitor, int site) {
    long sequence = Signals.before(monitor, EventKind.OBJECT_WAIT, site);
    monitor.notify();
    Signals.given(sequence, monitor, EventKind.OBJECT_WAIT, site);
  }

  @Replaces(Object.class)
  public static void notifyAll(Object monitor, int site) {
    long sequence = Signals.before(monitor, EventKind.OBJECT_WAIT, site);
    monitor.notifyAll();
    Signals.given(sequence, monitor, EventKind.OBJECT_WAIT, site);
  }
}
