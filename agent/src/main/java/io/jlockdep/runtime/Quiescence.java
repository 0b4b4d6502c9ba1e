package io.jlockdep.runtime;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether nothing of the program moves: every thread of it is blocked or waits without a time
 * limit, and was so, having entered nothing new, at several looks in a row. Then what one of them
 * waits for can come from outside only: from a signal, a debugger. Of a program with shutdown hooks
 * that is never said: a hook may be what it waits for. For the watchdog's thread.
 */
final class Quiescence {
  /** Looks in a row at which nothing has moved. */
  private static final int LOOKS = 4;

  /** Threads of the JVM, in the outermost group, that wait for work which is not the program's. */
  private static final Set<String> OF_THE_JVM =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Attach Listener",
          "Notification Thread",
          "Service Thread",
          "JFR Recorder Thread");

  /** The same, in the group of the program. */
  private static final Set<String> AMONG_THE_PROGRAMS =
      Set.of("DestroyJavaVM", "JFR Periodic Tasks");

  /** Of all threads of the program and how often each has entered something, at the last look. */
  private long before;

  private long now;
  private int looks;

  /** One look; whether nothing has moved for long enough. */
  boolean look() {
    now = 1;
    @Nullable Thread[] threads = BlockedThreads.all();
    boolean quiet = threads.length > 0 && !ExitHook.programHasHooks();
    for (@Nullable Thread thread : threads) {
      quiet &= thread == null || isQuiet(thread);
    }
    for (WeakNode node : Threads.TABLE.snapshot()) {
      Thread thread = (Thread) node.get();
      quiet &= thread == null || !Threads.isVirtual(thread) || isQuiet(thread);
    }
    looks = quiet && now == before ? looks + 1 : 0;
    before = quiet ? now : 0;
    return looks >= LOOKS;
  }

  /** Begins anew, after looks that were left out. */
  void forget() {
    looks = 0;
    before = 0;
  }

  private boolean isQuiet(Thread thread) {
    Thread.State state = thread.getState();
    if (state == Thread.State.NEW || state == Thread.State.TERMINATED) {
      return true;
    }
    HeldLocks held = (HeldLocks) Threads.TABLE.find(thread);
    if (isOfTheJvm(thread, state) || (held != null && isOurs(thread, held))) {
      return true;
    }
    Activity activity = held == null ? null : held.activity;
    long moves =
        Chains.mix(held == null ? 0 : held.progress(), activity == null ? 0 : activity.waits);
    now += Chains.mix(moves, thread.getId()); // in whatever order the threads come
    return state == Thread.State.WAITING || state == Thread.State.BLOCKED;
  }

  private static boolean isOfTheJvm(Thread thread, Thread.State state) {
    String name = thread.getName();
    ThreadGroup group = thread.getThreadGroup();
    if (group == null || AMONG_THE_PROGRAMS.contains(name)) {
      return true; // without a group it has just ended
    }
    if (thread.getClass().getName().equals("jdk.internal.misc.InnocuousThread")) {
      // What is cleaned may be the program's. The timers of virtual threads have other names.
      return state != Thread.State.RUNNABLE
          && (name.equals("Common-Cleaner") || name.startsWith("Cleaner-"));
    }
    return group.getParent() == null && OF_THE_JVM.contains(name);
  }

  /** The agent's own threads stay in the guard. */
  private static boolean isOurs(Thread thread, HeldLocks held) {
    return held.quiet >= HeldStack.GUARD && thread.getName().startsWith("jlockdep ");
  }
}
