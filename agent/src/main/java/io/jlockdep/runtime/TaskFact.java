package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.TaskEvent;
import org.jspecify.annotations.Nullable;

/** A task was submitted, begins or ends. */
final class TaskFact extends Fact {
  private final long sequence;
  private final long time = Facts.time();
  private final HeldView view;
  private final String phase;
  private final int id;
  private final int event;
  private final int eventClass;
  private final int executor;
  private final int executorClass;
  private final int poolSize;
  private final int parent;
  private final long since;
  private final int site;
  private final int stack;

  private TaskFact(
      Activity activity,
      Task task,
      String phase,
      long sequence,
      @Nullable LockInstance executor,
      int poolSize,
      boolean withStack) {
    StackTraceElement[] frames = withStack ? Stacks.capture() : new StackTraceElement[0];
    this.sequence = sequence;
    this.view = activity.view(frames);
    this.phase = phase;
    this.id = task.id;
    this.event = task.event;
    this.eventClass = task.eventClass;
    this.executor = executor == null ? 0 : executor.id();
    this.executorClass = executor == null ? 0 : executor.lockClass;
    this.poolSize = poolSize;
    this.parent = phase.equals("submit") ? activity.taskId() : 0;
    this.since = activity.since();
    this.site = Site.at(task.site).tell();
    this.stack = Stacks.id(frames);
  }

  static TaskFact submit(
      Activity activity,
      Task task,
      @Nullable LockInstance executor,
      int poolSize,
      boolean withStack,
      long sequence) {
    return new TaskFact(activity, task, "submit", sequence, executor, poolSize, withStack);
  }

  static TaskFact begin(Activity activity, Task task, long sequence) {
    return new TaskFact(activity, task, "begin", sequence, null, 0, false);
  }

  static TaskFact end(Activity activity, Task task, long sequence) {
    return new TaskFact(activity, task, "end", sequence, null, 0, false);
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    TaskEvent record = new TaskEvent();
    record.seq = sequence;
    record.time = time;
    record.thread = view.thread;
    record.task = id;
    record.phase = phase;
    record.event = event;
    record.eventClass = eventClass;
    record.executor = executor;
    record.executorClass = executorClass;
    record.poolSize = poolSize;
    record.parent = parent;
    record.since = since;
    record.site = site;
    record.stack = stack;
    record.held = view.held();
    return record;
  }
}
