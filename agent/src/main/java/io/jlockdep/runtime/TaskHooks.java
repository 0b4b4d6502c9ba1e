package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/** What the few woven methods of the JDK call that hand tasks over and run them. Never throws. */
public final class TaskHooks {
  private TaskHooks() {}

  /** On entry of a method by which {@code pool} accepts {@code command}. */
  public static void accepting(Object pool, @Nullable Object command) {
    if (Control.on && command != null) {
      Tasks.submitting(pool, command, null);
    }
  }

  /** A task was constructed, which nobody else knows yet; {@code future} is what it completes. */
  public static void created(Object command, @Nullable Object future) {
    if (Control.on) {
      Tasks.submitting(null, command, future);
    }
  }

  /** Instead of {@code task.run()} in the loop of a worker thread. */
  public static void run(Runnable task) {
    Tasks.Run run = task == null ? null : Tasks.begin(task);
    if (run == null) {
      task.run();
      return;
    }
    try {
      task.run();
    } finally {
      Tasks.end(run);
    }
  }

  /** On entry of a task's own method. */
  public static void begun(Object task) {
    Tasks.begin(task);
  }

  /** On exit of that method, normal or not; may be called twice. */
  public static void ended(Object task) {
    HeldLocks held = HeldLocks.entering(task);
    Activity activity = held == null ? null : held.activity;
    Tasks.Run run = activity == null ? null : activity.run;
    if (run != null && run.task.refersTo(task)) {
      Tasks.end(run);
    }
  }

  /** On entry of the methods by which a {@code FutureTask} completes: who waits will go on. */
  public static void completing(Object future) {
    HeldLocks held = HeldLocks.entering(future);
    Activity activity = held == null ? null : held.activity;
    Tasks.Run running = activity == null ? null : activity.run;
    if (held != null && (running == null || !running.task.refersTo(future))) {
      Signals.given(Signals.before(future, EventKind.FUTURE, 0), future, EventKind.FUTURE, 0);
    }
  }
}
