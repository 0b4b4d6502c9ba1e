package io.jlockdep.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for events of which it is certain who can make them happen: the end of a
 * thread, and a future whose task a known thread runs or a known pool has in its queue. Who ends a
 * declared count is not certain as long as any thread moves; once none does, those that began it
 * must. For the watchdog's thread.
 */
final class EventWaits {
  private EventWaits() {}

  /** The thread if it has waited for one and the same event since the last look, else null. */
  static @Nullable StuckThread stuck(HeldLocks held) {
    Activity activity = held.activity;
    Thread thread = (Thread) held.get();
    if (activity == null || thread == null) {
      return null;
    }
    int waits = activity.waits;
    boolean unchanged = waits == activity.waitsWhenSeen;
    activity.waitsWhenSeen = waits;
    Wait innermost = activity.wait;
    Wait wait = innermost == null ? null : known(innermost);
    if (!unchanged || wait == null || wait.timed || thread.getState() != Thread.State.WAITING) {
      return null;
    }
    StackTraceElement[] frames = thread.getStackTrace();
    if (!isThere(frames, Site.at(wait.site))) {
      return null;
    }
    StuckThread stuck = StuckThread.waiting(held, thread, asked(wait), frames, wait);
    return activity.wait == innermost && activity.waits == waits ? stuck : null;
  }

  /** The wait for an event that somebody is known to make happen, or null. */
  private static @Nullable Wait known(Wait innermost) {
    if (innermost.kind == EventKind.THREAD_END || innermost.kind == EventKind.FUTURE) {
      return innermost;
    }
    Wait wait = innermost;
    while (wait != null && wait.kind != EventKind.COUNT) {
      wait = wait.outer;
    }
    return wait;
  }

  /** Whether a declared count is among what is waited for. */
  static boolean hasCount(List<StuckThread> stuck) {
    for (StuckThread waiter : stuck) {
      Wait wait = waiter.wait;
      if (wait != null && wait.kind == EventKind.COUNT) {
        return true;
      }
    }
    return false;
  }

  /**
   * Finds who can end the wait of {@code waiter}, if it waits for an event.
   *
   * @param quiet nothing of the program moves
   */
  static void findSignallers(StuckThread waiter, List<StuckThread> stuck, boolean quiet) {
    Wait wait = waiter.wait;
    if (wait == null) {
      return;
    }
    if (wait.kind == EventKind.THREAD_END) {
      add(waiter, (Thread) wait.event, stuck);
    } else if (wait.kind == EventKind.COUNT) {
      if (quiet) {
        addBeginners(waiter, wait, stuck);
      }
    } else if (wait.event instanceof Future && !((Future<?>) wait.event).isDone()) {
      LockInstance instance = waiter.ask.instance;
      Task task = instance == null ? null : Tasks.completing(instance.id());
      Thread runner = runnerOf(wait.event, task);
      if (runner != null) {
        add(waiter, runner, stuck);
      } else {
        addWorkers(waiter, queued(wait.event, task), stuck);
      }
    }
  }

  private static Held asked(Wait wait) {
    Held event = new Held();
    LockInstance instance = Awaited.of(wait.event, wait.kind, Site.at(wait.site));
    event.lock = wait.event;
    event.instance = instance;
    event.lockClass = instance.lockClass;
    event.mode = Acquire.EXCLUSIVE;
    event.how = Acquire.BLOCKING;
    event.site = wait.site;
    return event;
  }

  private static boolean isThere(StackTraceElement[] frames, Site site) {
    for (StackTraceElement frame : frames) {
      if (site.place.isOf(frame.getClassName(), frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Thread runnerOf(Object future, @Nullable Task task) {
    Thread runner = PoolInside.runnerOf(future);
    if (runner != null) {
      return runner;
    }
    WeakReference<Thread> known = task == null ? null : task.runner;
    return known == null ? null : known.get();
  }

  /** The pool in whose queue the future's task is, or null. */
  private static @Nullable ThreadPoolExecutor queued(Object future, @Nullable Task task) {
    Object command = task == null ? future : task.get();
    WeakReference<Object> known = task == null ? null : task.pool;
    Object pool = known == null ? null : known.get();
    if (command == null) {
      return null;
    }
    if (pool instanceof ThreadPoolExecutor) {
      ThreadPoolExecutor executor = (ThreadPoolExecutor) pool;
      return PoolInside.hasQueued(executor, command) ? executor : null;
    }
    for (WeakNode node : Tasks.pools()) {
      ThreadPoolExecutor executor = (ThreadPoolExecutor) node.get();
      if (executor != null && PoolInside.hasQueued(executor, command)) {
        return executor;
      }
    }
    return null;
  }

  /** All workers of a pool that can have no more block the waiter, if every one is stuck. */
  private static void addWorkers(
      StuckThread waiter, @Nullable ThreadPoolExecutor pool, List<StuckThread> stuck) {
    List<Thread> workers = pool == null ? null : PoolInside.workersOf(pool);
    if (pool == null || workers == null || workers.isEmpty()) {
      return;
    }
    int most = PoolSize.of(pool);
    if (most == 0 || workers.size() < most) {
      return;
    }
    List<StuckThread> found = new ArrayList<>();
    for (Thread worker : workers) {
      StuckThread other = of(worker, stuck);
      if (other == null) {
        return;
      }
      found.add(other);
    }
    waiter.needsAll = true;
    waiter.blockers.addAll(found);
  }

  private static void addBeginners(StuckThread waiter, Wait wait, List<StuckThread> stuck) {
    for (StuckThread other : stuck) {
      if (Awaited.hasBegun(wait.event, other.held.thread)) {
        waiter.blockers.add(other);
      }
    }
  }

  private static void add(StuckThread waiter, Thread thread, List<StuckThread> stuck) {
    StuckThread other = of(thread, stuck);
    if (other != null) {
      waiter.blockers.add(other);
    }
  }

  private static @Nullable StuckThread of(Thread thread, List<StuckThread> stuck) {
    for (StuckThread other : stuck) {
      if (other.thread == thread) {
        return other;
      }
    }
    return null;
  }
}
