package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.WaitEvent;

/** A thread is about to wait. */
final class WaitFact extends Fact {
  final long sequence = Facts.nextSequence();
  private final long time = Facts.time();
  private final HeldView view;
  private final EventKind kind;
  private final int event;
  private final int eventClass;
  private final int lock;
  private final int actor;
  private final boolean timed;
  private final int task;
  private final long since;
  private final int site;
  private final int stack;

  WaitFact(Activity activity, Wait wait, LockInstance awaited) {
    StackTraceElement[] frames = Stacks.capture();
    view = activity.view(frames);
    kind = wait.kind;
    event = awaited.id();
    eventClass = awaited.lockClass;
    lock = lockOf(wait, event);
    actor = actorOf(wait);
    timed = wait.timed;
    task = activity.taskId();
    since = activity.since();
    site = Site.at(wait.site).tell();
    stack = Stacks.id(frames);
  }

  /** The lock that is given up meanwhile, or 0. */
  private static int lockOf(Wait wait, int event) {
    if (wait.kind == EventKind.OBJECT_WAIT) {
      return event;
    }
    LockRef ref =
        wait.kind == EventKind.CONDITION ? (LockRef) Instances.LOCKS.find(wait.event) : null;
    return ref == null ? 0 : ref.instance.id();
  }

  /** The only thread that can end the wait, or 0. */
  private static int actorOf(Wait wait) {
    if (wait.kind != EventKind.THREAD_END) {
      return 0;
    }
    HeldLocks actor = Threads.of((Thread) wait.event);
    actor.tell();
    return actor.thread;
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    WaitEvent record = new WaitEvent();
    record.seq = sequence;
    record.time = time;
    record.thread = view.thread;
    record.primitive = kind.word;
    record.event = event;
    record.eventClass = eventClass;
    record.lock = lock;
    record.actor = actor;
    record.timed = timed;
    record.task = task;
    record.since = since;
    record.site = site;
    record.stack = stack;
    record.held = view.held();
    record.operations = view.operations();
    return record;
  }
}
