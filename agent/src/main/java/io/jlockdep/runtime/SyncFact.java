package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.SyncEvent;

/** A call that waits for the disk has returned. */
final class SyncFact extends Fact {
  private final long sequence = Facts.nextSequence();
  private final long time = Facts.time();
  private final HeldView view;
  private final String kind;
  private final String path;
  private final long duration;
  private final long bytes;
  private final long dirty;
  private final int waiters;
  private final int waitersAll;
  private final int site;
  private final int stack;

  SyncFact(
      HeldView view,
      String kind,
      String path,
      long duration,
      long bytes,
      long dirty,
      Blame.Waiters waiters,
      int site,
      int stack) {
    this.view = view;
    this.kind = kind;
    this.path = path;
    this.duration = duration;
    this.bytes = bytes;
    this.dirty = dirty;
    this.waiters = waiters.now;
    this.waitersAll = waiters.allTheWhile;
    this.site = site;
    this.stack = stack;
  }

  /** Something was synced by the calling thread just now. Never throws. */
  static void record(
      HeldLocks held,
      String kind,
      String path,
      long start,
      long duration,
      long bytes,
      long dirty,
      int site) {
    held.guardOn();
    try {
      Blame.Waiters waiters = Blame.end(held, start);
      held.witnesses.dropStale();
      StackTraceElement[] frames = Stacks.capture();
      HeldView view = Activity.of(held).view(frames);
      int stack = Stacks.id(frames);
      int place = Site.at(site).tell();
      Facts.add(new SyncFact(view, kind, path, duration, bytes, dirty, waiters, place, stack));
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    SyncEvent event = new SyncEvent();
    event.seq = sequence;
    event.time = time;
    event.thread = view.thread;
    event.kind = kind;
    event.path = path;
    event.durationNanos = duration;
    event.bytes = bytes;
    event.dirtyBytes = dirty;
    event.waiters = waiters;
    event.waitersAll = waitersAll;
    event.site = site;
    event.stack = stack;
    event.held = view.held();
    event.operations = view.operations();
    return event;
  }
}
