package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.MisuseEvent;

/** A lock was used in a way that its kind does not allow, or left behind. */
final class MisuseFact extends Fact {
  private final long sequence = Facts.nextSequence();
  private final long time = Facts.time();
  private final HeldView view;
  private final int instance;
  private final int lockClass;
  private final int mode;
  private final String rule;
  private final String detail;
  private final boolean certain;
  private final int site;
  private final int stack;

  MisuseFact(
      HeldView view,
      LockInstance instance,
      int mode,
      String rule,
      String detail,
      boolean certain,
      int site,
      int stack) {
    this.view = view;
    this.instance = instance.id();
    this.lockClass = instance.lockClass;
    this.mode = mode;
    this.rule = rule;
    this.detail = detail;
    this.certain = certain;
    this.site = Site.at(site).tell();
    this.stack = stack;
  }

  @Override
  int weight() {
    return 2 + view.size();
  }

  @Override
  Entry event() {
    MisuseEvent event = new MisuseEvent();
    event.seq = sequence;
    event.time = time;
    event.thread = view.thread;
    event.instance = instance;
    event.lockClass = lockClass;
    event.mode = Acquire.modeName(mode);
    event.rule = rule;
    event.detail = detail;
    event.certain = certain;
    event.site = site;
    event.stack = stack;
    event.held = view.held();
    event.operations = view.operations();
    return event;
  }
}
