package io.jlockdep.runtime;

/** Starts and ends of threads, which order what the threads do. */
public final class ThreadHooks {
  private ThreadHooks() {}

  @Replaces(Thread.class)
  public static void start(Thread thread, int site) {
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null) {
      held.starting(thread, site);
    }
    thread.start();
  }

  @Replaces(Thread.class)
  public static void join(Thread thread, int site) throws InterruptedException {
    thread.join();
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null && thread.getState() == Thread.State.TERMINATED) {
      held.joined(thread, site);
    }
  }

  @Replaces(Thread.class)
  public static void join(Thread thread, long millis, int site) throws InterruptedException {
    thread.join(millis);
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null && thread.getState() == Thread.State.TERMINATED) {
      held.joined(thread, site);
    }
  }

  @Replaces(Thread.class)
  public static void join(Thread thread, long millis, int nanos, int site)
      throws InterruptedException {
    thread.join(millis, nanos);
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null && thread.getState() == Thread.State.TERMINATED) {
      held.joined(thread, site);
    }
  }
}
