package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.SignalEvent;
import org.jspecify.annotations.Nullable;

/** A thread has signalled. */
final class SignalFact extends Fact {
  private final long sequence;
  private final long time = Facts.time();
  private final HeldView view;
  private final EventKind kind;
  private final int event;
  private final int eventClass;
  private final int target;
  private final int task;
  private final long since;
  private final int site;
  private final int stack;

  SignalFact(
      Activity activity,
      long sequence,
      LockInstance awaited,
      EventKind kind,
      @Nullable Thread target,
      int site,
      long since) {
    StackTraceElement[] frames = Stacks.capture();
    this.sequence = sequence;
    this.view = activity.view(frames);
    this.kind = kind;
    this.event = awaited.id();
    this.eventClass = awaited.lockClass;
    this.target = target == null ? 0 : idOf(target);
    this.task = activity.taskId();
    this.since = since;
    this.site = Site.at(site).tell();
    this.stack = Stacks.id(frames);
  }

  private static int idOf(Thread thread) {
    HeldLocks other = Threads.of(thread);
    other.tell();
    return other.thread;
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    SignalEvent record = new SignalEvent();
    record.seq = sequence;
    record.time = time;
    record.thread = view.thread;
    record.primitive = kind.word;
    record.event = event;
    record.eventClass = eventClass;
    record.target = target;
    record.task = task;
    record.since = since;
    record.site = site;
    record.stack = stack;
    record.held = view.held();
    record.operations = view.operations();
    return record;
  }
}
