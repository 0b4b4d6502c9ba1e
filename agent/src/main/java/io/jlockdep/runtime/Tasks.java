package io.jlockdep.runtime;

import java.lang.ref.WeakReference;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks were handed to executors, and which thread runs them. The first tasks of each place
 * are recorded, the very first are followed closely. No method throws.
 */
final class Tasks {
  /** Tasks of one place of submission that are recorded, unless everything is. */
  private static final int RECORDED = 1024;

  /** Tasks of one place, and threads of one place of start, that are followed closely. */
  private static final int FOLLOWED = 16;

  /** For so many acquisitions at most; whoever does more pays for it. */
  private static final int ACQUISITIONS = 20_000;

  /** Submissions at one place whose stacks are taken. */
  private static final int STACKS = 64;

  /** Contexts of tasks, threads and counts, which must not be alike. */
  private static final long TASK_CONTEXT = 0x7461736bL << 32;

  private static final long THREAD_CONTEXT = 0x74687264L << 32;

  /** Tasks that were submitted and have not begun; 0 spares who begins one to look. */
  static final AtomicInteger OUTSTANDING = new AtomicInteger();

  private static final WeakTable TABLE = new WeakTable();
  private static final WeakTable POOLS = new WeakTable();
  private static final PlaceCounts SUBMITTED = new PlaceCounts();
  private static final PlaceCounts STARTED = new PlaceCounts();

  private Tasks() {}

  /** A thread pool, for the watchdog. */
  private static final class Pool extends WeakNode {
    Pool(Object pool) {
      super(pool, POOLS.queue);
    }
  }

  /** One run of a task, on the stack of the thread that runs it. */
  static final class Run {
    final Task task;
    private final Activity activity;
    private final @Nullable Run outer;
    private boolean ended;
    private final long context;
    private final long since;
    private final int left;

    private Run(Activity activity, Task task, long begun) {
      this.activity = activity;
      this.task = task;
      outer = activity.run;
      Spans spans = activity.held.spans;
      context = spans.context;
      since = spans.since;
      left = spans.left;
      boolean closely = task.closely;
      Activity.follow(
          activity.held,
          closely ? Chains.mix(TASK_CONTEXT, task.id) : 0,
          closely ? begun : 0,
          ACQUISITIONS);
      activity.run = this;
    }

    private void over() {
      activity.run = outer;
      Activity.follow(activity.held, context, since, left);
    }
  }

  /**
   * The calling thread is about to make a task known to those who may run it.
   *
   * @param pool the executor, or null if it is not known
   * @param command what the executor will run
   * @param future what its end completes, or null
   */
  static void submitting(@Nullable Object pool, Object command, @Nullable Object future) {
    HeldLocks held = HeldLocks.entering(command);
    if (held == null || Activity.isProbing(held)) {
      return;
    }
    held.guardOn();
    try {
      if (pool != null && POOLS.find(pool) == null) {
        addPool(pool);
      }
      submit(Activity.of(held), pool, command, future);
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  /** A fork/join task is handed over at a site; there may be very many of them. */
  static void forking(@Nullable Object pool, ForkJoinTask<?> task, int site) {
    if (task == null || (SUBMITTED.isOver(site, RECORDED) && !Control.trace)) {
      return;
    }
    HeldLocks held = HeldLocks.entering(task);
    if (held != null) {
      Activity activity = Activity.of(held);
      activity.submitting = site;
      submitting(pool, task, task);
      activity.submitting = 0;
    }
  }

  /** The calling thread is about to run a task; null if nobody follows it. */
  static @Nullable Run begin(Object command) {
    if (OUTSTANDING.get() == 0) {
      return null;
    }
    HeldLocks held = HeldLocks.entering(command);
    if (held == null) {
      return null;
    }
    held.guardOn();
    try {
      boolean forked = command instanceof ForkJoinTask; // so many that no lock may be taken
      Task task = forked ? (Task) TABLE.find(command) : find(command);
      if (task == null || task.begun) {
        return null;
      }
      task.begun = true;
      OUTSTANDING.decrementAndGet();
      task.runner = new WeakReference<>(Thread.currentThread());
      Activity activity = Activity.of(held);
      long now = Facts.nextSequence();
      Run run = new Run(activity, task, now);
      Facts.add(TaskFact.begin(activity, task, now));
      if (Control.trace) {
        held.trace.event(17, task.id, task.site, now);
      }
      return run;
    } catch (Throwable t) {
      Facts.lost(t);
      return null;
    } finally {
      held.guardOff();
    }
  }

  /** The run is over, normally or not. */
  static void end(@Nullable Run run) {
    if (run == null || run.ended) {
      return;
    }
    run.ended = true;
    HeldLocks held = run.activity.held;
    held.guardOn();
    try {
      long now = Facts.nextSequence();
      Facts.add(TaskFact.end(run.activity, run.task, now));
      if (Control.trace) {
        held.trace.event(18, run.task.id, run.task.site, now);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      run.task.ended = true;
      run.task.runner = null;
      run.over();
      held.guardOff();
    }
  }

  /** A thread that has not begun yet is started: the first ones of a place are followed closely. */
  static void starting(Thread child, int site, long sequence) {
    try {
      if (child.getState() == Thread.State.NEW && STARTED.next(site) <= FOLLOWED) {
        follow(Threads.of(child), sequence);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  /** Follows the life of a thread that is not running hooks now. */
  static void follow(HeldLocks held, long sequence) {
    Activity.follow(held, Chains.mix(THREAD_CONTEXT, held.thread), sequence, ACQUISITIONS);
  }

  /** The task that an object is to its executor, or null. */
  static @Nullable Task find(Object command) {
    WeakNode known = TABLE.find(command);
    if (known == null) {
      synchronized (TABLE) {
        known = TABLE.findLocked(command); // the table may just have grown
      }
    }
    return (Task) known;
  }

  /** The task whose end completes the event of that id and which has not ended, or null. */
  static @Nullable Task completing(int event) {
    for (WeakNode node : TABLE.snapshot()) {
      Task task = (Task) node;
      if (task.event == event && event != 0 && !task.ended) {
        return task;
      }
    }
    return null;
  }

  /** All thread pools that were seen; for the watchdog. */
  static WeakNode[] pools() {
    return POOLS.snapshot();
  }

  static void sweep() {
    TABLE.sweep();
    POOLS.sweep();
  }

  private static void submit(
      Activity activity, @Nullable Object pool, Object command, @Nullable Object future) {
    HeldLocks held = activity.held;
    int site = activity.submitting;
    WeakNode known = OUTSTANDING.get() == 0 ? null : TABLE.find(command);
    int number = known != null ? 0 : SUBMITTED.next(site);
    if (number > RECORDED && !Control.trace) {
      return;
    }
    long now = Facts.nextSequence();
    Task task = (Task) known;
    if (task == null) {
      task = new Task(command, site, number <= FOLLOWED, TABLE.queue);
      Object event = future != null ? future : command instanceof Future ? command : null;
      if (event != null) {
        LockInstance awaited = Awaited.of(event, LockKind.FUTURE, "", Site.at(site), false);
        task.event = awaited.id();
        task.eventClass = awaited.lockClass;
      }
      OUTSTANDING.incrementAndGet();
      synchronized (TABLE) {
        TABLE.add(task);
      }
      if (Control.trace) {
        held.trace.event(16, task.id, Site.at(site).tell(), now);
      }
    } else if (task.begun || pool == null) {
      return; // a periodic task comes again
    }
    LockInstance executor = null;
    if (pool != null) {
      task.pool = new WeakReference<>(pool);
      executor = Awaited.of(pool, LockKind.EXECUTOR, "", Site.at(site), true);
    }
    Facts.add(TaskFact.submit(activity, task, executor, PoolSize.of(pool), number <= STACKS, now));
  }

  private static void addPool(Object pool) {
    if (pool instanceof ThreadPoolExecutor) {
      synchronized (POOLS) {
        if (POOLS.findLocked(pool) == null) {
          POOLS.add(new Pool(pool));
        }
      }
    }
  }
}
