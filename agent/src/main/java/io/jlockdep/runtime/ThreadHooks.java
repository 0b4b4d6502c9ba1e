package io.jlockdep.runtime;

import java.time.Duration;

/** Starts and ends of threads, which order what the threads do. */
public final class ThreadHooks {
  private ThreadHooks() {}

  @Replaces(Thread.class)
  public static void start(Thread thread, int site) {
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null) {
      held.starting(thread, site, Facts.nextSequence());
    }
    thread.start();
  }

  @Replaces(value = Thread.class, isStatic = true)
  public static Thread startVirtualThread(Runnable task, int site) {
    HeldLocks held = HeldLocks.entering(ThreadHooks.class);
    long sequence = held == null ? 0 : Facts.nextSequence();
    Thread thread = NewThreads.startVirtual(task);
    if (held != null) {
      held.starting(thread, site, sequence);
    }
    return thread;
  }

  @Replaces(type = "java.lang.Thread$Builder")
  public static Thread start(Object builder, Runnable task, int site) {
    HeldLocks held = HeldLocks.entering(builder);
    long sequence = held == null ? 0 : Facts.nextSequence();
    Thread thread = NewThreads.start(builder, task);
    if (held != null) {
      held.starting(thread, site, sequence);
    }
    return thread;
  }

  /**
   * Just before {@code super.start()} in a thread class that overrides {@code start}: whoever
   * called it may not have known that it was a thread.
   */
  public static void startingSuper(Object thread, int site) {
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null && thread instanceof Thread) {
      held.starting((Thread) thread, site, Facts.nextSequence());
    }
  }

  @Replaces(Thread.class)
  public static boolean join(Thread thread, Duration duration, int site)
      throws InterruptedException {
    boolean ended = NewThreads.join(thread, duration);
    HeldLocks held = ended ? HeldLocks.entering(thread) : null;
    if (held != null) {
      held.joined(thread, site);
    }
    return ended;
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
