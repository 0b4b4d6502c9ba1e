package io.jlockdep.runtime;

import io.jlockdep.runtime.event.AcquisitionEvent;
import io.jlockdep.runtime.event.Entry;

/** An acquisition with everything that was held. */
final class WitnessFact extends Fact {
  private final long sequence = Facts.nextSequence();
  private final long time = Facts.time();
  private final HeldView view;
  private final int instance;
  private final int lockClass;
  private final int mode;
  private final int how;
  private final int site;
  private final int stack;

  WitnessFact(HeldView view, Held asked, int stack) {
    this.view = view;
    this.instance = asked.instanceId();
    this.lockClass = asked.lockClass;
    this.mode = asked.mode;
    this.how = asked.how;
    this.site = asked.site;
    this.stack = stack;
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    AcquisitionEvent event = new AcquisitionEvent();
    event.seq = sequence;
    event.time = time;
    event.thread = view.thread;
    event.instance = instance;
    event.lockClass = lockClass;
    event.mode = Acquire.modeName(mode);
    event.how = Acquire.howName(how);
    event.site = site;
    event.stack = stack;
    event.held = view.held();
    event.operations = view.operations();
    return event;
  }
}
