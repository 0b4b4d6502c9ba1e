package io.jlockdep.runtime;

import io.jlockdep.runtime.event.DeadlockEvent;
import io.jlockdep.runtime.event.DeadlockedThreadEvent;
import io.jlockdep.runtime.event.Entry;

/** What the recording says of a deadlock. */
final class DeadlockFacts {
  private static int deadlocks;

  private DeadlockFacts() {}

  /** A new deadlock; returns its id. The watchdog's thread only. */
  static int deadlock(String detector) {
    int id = ++deadlocks;
    Facts.add(new Deadlock(id, detector));
    return id;
  }

  /**
   * A thread of a deadlock.
   *
   * @param entries what it holds
   */
  static void thread(
      int deadlock,
      HeldLocks held,
      Held ask,
      StackTraceElement[] frames,
      String waitsFor,
      Held[] entries) {
    HeldView view = held.witnesses.viewFromOutside(frames, entries);
    Facts.add(new Member(deadlock, view, ask, Stacks.id(frames), waitsFor));
  }

  private static final class Deadlock extends Fact {
    private final long sequence = Facts.nextSequence();
    private final long time = Facts.time();
    private final int id;
    private final String detector;

    Deadlock(int id, String detector) {
      this.id = id;
      this.detector = detector;
    }

    @Override
    Entry event() {
      DeadlockEvent event = new DeadlockEvent();
      event.seq = sequence;
      event.time = time;
      event.deadlock = id;
      event.detector = detector;
      return event;
    }
  }

  private static final class Member extends Fact {
    private final int deadlock;
    private final HeldView view;
    private final int instance;
    private final int lockClass;
    private final String mode;
    private final String how;
    private final int site;
    private final int stack;
    private final String waitsFor;

    Member(int deadlock, HeldView view, Held ask, int stack, String waitsFor) {
      this.deadlock = deadlock;
      this.view = view;
      this.instance = ask.instanceId();
      this.lockClass = ask.lockClass;
      this.mode = Acquire.modeName(ask.mode);
      this.how = Acquire.howName(ask.how);
      this.site = Site.at(ask.site).tell();
      this.stack = stack;
      this.waitsFor = waitsFor;
    }

    @Override
    Entry event() {
      DeadlockedThreadEvent event = new DeadlockedThreadEvent();
      event.deadlock = deadlock;
      event.thread = view.thread;
      event.instance = instance;
      event.lockClass = lockClass;
      event.mode = mode;
      event.how = how;
      event.site = site;
      event.stack = stack;
      event.held = view.held();
      event.operations = view.operations();
      event.waitsFor = waitsFor;
      return event;
    }
  }
}
