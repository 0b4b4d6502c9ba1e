package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.OccurrenceEvent;

/** A declared event has happened. */
final class OccurrenceFact extends Fact {
  private final long sequence = Facts.nextSequence();
  private final long time = Facts.time();
  private final HeldView view;
  private final int event;
  private final String values;
  private final int site;
  private final int stack;

  OccurrenceFact(HeldView view, int event, String values, int site, int stack) {
    this.view = view;
    this.event = event;
    this.values = values;
    this.site = site;
    this.stack = stack;
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    OccurrenceEvent record = new OccurrenceEvent();
    record.seq = sequence;
    record.time = time;
    record.thread = view.thread;
    record.event = event;
    record.values = values;
    record.site = site;
    record.stack = stack;
    record.held = view.held();
    record.operations = view.operations();
    return record;
  }
}
