package io.jlockdep.runtime;

import java.time.Duration;

/** Starts and ends of threads, which order what the threads do. */
public final class ThreadHooks {
  private ThreadHooks() {}

  @Replaces(Thread.class)
  public static void start(Thread thread, int site) {
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null) {
      long sequence = Facts.nextSequence();
      Tasks.starting(thread, site, sequence);
      ThreadFacts.starting(held, thread, site, sequence);
    }
    thread.start();
  }

  @Replaces(value = Thread.class, isStatic = true)
  public static Thread startVirtualThread(Runnable task, int site) {
    HeldLocks held = HeldLocks.entering(ThreadHooks.class);
    long sequence = held == null ? 0 : Facts.nextSequence();
    Thread thread = NewThreads.startVirtual(task);
    if (held != null) {
      ThreadFacts.starting(held, thread, site, sequence);
    }
    return thread;
  }

  @Replaces(type = "java.lang.Thread$Builder")
  public static Thread start(Object builder, Runnable task, int site) {
    HeldLocks held = HeldLocks.entering(builder);
    long sequence = held == null ? 0 : Facts.nextSequence();
    Thread thread = NewThreads.start(builder, task);
    if (held != null) {
      ThreadFacts.starting(held, thread, site, sequence);
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
      long sequence = Facts.nextSequence();
      Tasks.starting((Thread) thread, site, sequence);
      ThreadFacts.starting(held, (Thread) thread, site, sequence);
    }
  }

  @Replaces(Thread.class)
  public static boolean join(Thread thread, Duration duration, int site)
      throws InterruptedException {
    Wait wait = Wait.begin(thread, EventKind.THREAD_END, Wait.TIMED, site);
    boolean ended = false;
    try {
      ended = NewThreads.join(thread, duration);
    } finally {
      Wait.end(wait, ended);
    }
    HeldLocks held = ended ? HeldLocks.entering(thread) : null;
    if (held != null) {
      ThreadFacts.joined(held, thread, site);
    }
    return ended;
  }

  @Replaces(Thread.class)
  public static void join(Thread thread, int site) throws InterruptedException {
    Wait wait = Wait.begin(thread, EventKind.THREAD_END, Wait.UNTIMED, site);
    try {
      thread.join();
    } finally {
      Wait.end(wait, hasEnded(wait, thread));
    }
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null && thread.getState() == Thread.State.TERMINATED) {
      ThreadFacts.joined(held, thread, site);
    }
  }

  @Replaces(Thread.class)
  public static void join(Thread thread, long millis, int site) throws InterruptedException {
    Wait wait = Wait.begin(thread, EventKind.THREAD_END, millis > 0, site);
    try {
      thread.join(millis);
    } finally {
      Wait.end(wait, hasEnded(wait, thread));
    }
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null && thread.getState() == Thread.State.TERMINATED) {
      ThreadFacts.joined(held, thread, site);
    }
  }

  @Replaces(Thread.class)
  public static void join(Thread thread, long millis, int nanos, int site)
      throws InterruptedException {
    Wait wait = Wait.begin(thread, EventKind.THREAD_END, millis > 0 || nanos > 0, site);
    try {
      thread.join(millis, nanos);
    } finally {
      Wait.end(wait, hasEnded(wait, thread));
    }
    HeldLocks held = HeldLocks.entering(thread);
    if (held != null && thread.getState() == Thread.State.TERMINATED) {
      ThreadFacts.joined(held, thread, site);
    }
  }

  private static boolean hasEnded(@org.jspecify.annotations.Nullable Wait wait, Thread thread) {
    return wait != null && thread.getState() == Thread.State.TERMINATED;
  }
}
