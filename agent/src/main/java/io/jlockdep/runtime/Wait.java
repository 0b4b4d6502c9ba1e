package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * One call that waits for an event. The hook makes it before the call and ends it after; recorded
 * only while something is held, an operation is active or the thread is followed closely, but
 * always there for the watchdog.
 */
final class Wait {
  /** The thread waits as long as it takes. */
  static final boolean UNTIMED = false;

  static final boolean TIMED = true;

  final EventKind kind;
  final Object event;
  final boolean timed;
  final int site;
  private final Activity activity;

  /** The wait that this one is a part of, such as that of a declared method which calls another. */
  final @Nullable Wait outer;

  /** Of the record of its beginning; 0 if it is not recorded. */
  private long sequence;

  private int instance;
  private long began;

  private Wait(Activity activity, Object event, EventKind kind, boolean timed, int site) {
    this.activity = activity;
    this.outer = activity.wait;
    this.event = event;
    this.kind = kind;
    this.timed = timed;
    this.site = site;
  }

  /**
   * The calling thread is about to wait. Null if the agent has nothing to do with it. Never throws.
   */
  static @Nullable Wait begin(@Nullable Object event, EventKind kind, boolean timed, int site) {
    HeldLocks held = HeldLocks.entering(event);
    if (held == null || event == null) {
      return null;
    }
    try {
      Activity activity = Activity.of(held);
      Wait wait = new Wait(activity, event, kind, timed, site);
      if (held.depth != 0 || held.spans.isInside() || Activity.isWatched(held) || Control.trace) {
        wait.record();
      }
      activity.waits++;
      activity.wait = wait;
      return wait;
    } catch (Throwable t) {
      Facts.lost(t);
      return null;
    }
  }

  /** The call has returned or thrown; {@code came} if because the event came. Never throws. */
  static void end(@Nullable Wait wait, boolean came) {
    if (wait != null) {
      wait.over(came);
    }
  }

  private void record() {
    HeldLocks held = activity.held;
    boolean due = activity.isDue(kind, site);
    if (Activity.isProbing(held) || !(due || Control.trace)) {
      return;
    }
    held.guardOn();
    try {
      LockInstance awaited = Awaited.of(event, kind, Site.at(site));
      instance = awaited.id();
      if (due) {
        WaitFact fact = new WaitFact(activity, this, awaited);
        sequence = fact.sequence;
        Facts.add(fact);
      } else {
        Site.at(site).tell();
        sequence = Facts.nextSequence();
      }
      if (Control.trace) {
        held.trace.event(13, instance, site, sequence);
      }
      if (!due) {
        sequence = 0;
      }
      began = System.nanoTime();
    } finally {
      held.guardOff();
    }
  }

  private void over(boolean came) {
    activity.wait = outer;
    if (instance == 0) {
      return;
    }
    HeldLocks held = activity.held;
    held.guardOn();
    try {
      long end = Facts.nextSequence();
      if (sequence != 0) {
        long duration = System.nanoTime() - began;
        Facts.add(new WaitEndFact(end, held.thread, sequence, duration, came));
      }
      if (Control.trace) {
        held.trace.event(14, instance, site, end);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }
}
