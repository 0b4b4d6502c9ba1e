package io.jlockdep.runtime;

import io.jlockdep.runtime.event.BlockingEvent;
import io.jlockdep.runtime.event.Entry;

/** A call that can block has returned while a lock was held. */
final class BlockingFact extends Fact {
  private final long sequence = Facts.nextSequence();
  private final long time = Facts.time();
  private final HeldView view;
  private final String kind;
  private final String detail;
  private final long duration;
  private final long count;
  private final long total;
  private final int waiters;
  private final int waitersAll;
  private final int site;
  private final int stack;

  BlockingFact(
      Activity activity,
      String kind,
      String detail,
      long duration,
      long count,
      long total,
      Blame.Waiters waiters,
      int site) {
    StackTraceElement[] frames = Stacks.capture();
    this.view = activity.view(frames);
    this.kind = kind;
    this.detail = detail;
    this.duration = duration;
    this.count = count;
    this.total = total;
    this.waiters = waiters.now;
    this.waitersAll = waiters.allTheWhile;
    this.site = Site.at(site).tell();
    this.stack = Stacks.id(frames);
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    BlockingEvent event = new BlockingEvent();
    event.seq = sequence;
    event.time = time;
    event.thread = view.thread;
    event.kind = kind;
    event.detail = detail;
    event.durationNanos = duration;
    event.count = count;
    event.totalNanos = total;
    event.waiters = waiters;
    event.waitersAll = waitersAll;
    event.site = site;
    event.stack = stack;
    event.held = view.held();
    event.operations = view.operations();
    return event;
  }
}
