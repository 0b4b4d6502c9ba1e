package io.jlockdep.runtime;

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
  private final int site;
  private final int stack;

  SyncFact(
      HeldView view, String kind, String path, long duration, long bytes, int site, int stack) {
    this.view = view;
    this.kind = kind;
    this.path = path;
    this.duration = duration;
    this.bytes = bytes;
    this.site = site;
    this.stack = stack;
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  void commit() {
    SyncEvent event = new SyncEvent();
    event.seq = sequence;
    event.time = time;
    event.thread = view.thread;
    event.kind = kind;
    event.path = path;
    event.durationNanos = duration;
    event.bytes = bytes;
    event.site = site;
    event.stack = stack;
    event.held = view.held();
    event.operations = view.operations();
    event.commit();
  }
}
