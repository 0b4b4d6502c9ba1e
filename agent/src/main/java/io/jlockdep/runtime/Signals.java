package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/** Makes records of signals: calls that let waiting threads go on. Never throws. */
final class Signals {
  private Signals() {}

  /**
   * Just before the call: the place of the signal in the order, or 0 if it is not to be recorded.
   * What the thread holds must not change until {@link #given}.
   */
  static long before(@Nullable Object event, EventKind kind, int site) {
    HeldLocks held = HeldLocks.entering(event);
    if (held == null || Activity.isProbing(held)) {
      return 0;
    }
    try {
      boolean due = Activity.of(held).isDue(kind, site);
      long sequence = due || Control.trace ? Facts.nextSequence() : 0;
      return due ? sequence : -sequence;
    } catch (Throwable t) {
      Facts.lost(t);
      return 0;
    }
  }

  /** The call did signal; {@code sequence} is what {@link #before} said. */
  static void given(long sequence, @Nullable Object event, EventKind kind, int site) {
    given(sequence, event, kind, null, site);
  }

  /** The same where one thread in particular is woken. */
  static void given(
      long sequence, @Nullable Object event, EventKind kind, @Nullable Thread target, int site) {
    if (sequence == 0 || event == null) {
      return;
    }
    HeldLocks held = HeldLocks.entering(event);
    if (held == null) {
      return;
    }
    try {
      Activity activity = Activity.of(held);
      boolean due = sequence > 0;
      record(activity, Math.abs(sequence), event, kind, target, site, due, activity.since());
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  /** Records a signal for which the time since when the thread is followed is known. */
  static void record(
      Activity activity,
      long sequence,
      Object event,
      EventKind kind,
      @Nullable Thread target,
      int site,
      boolean due,
      long since) {
    HeldLocks held = activity.held;
    held.guardOn();
    try {
      LockInstance awaited = Awaited.of(event, kind, Site.at(site));
      if (due) {
        Facts.add(new SignalFact(activity, sequence, awaited, kind, target, site, since));
      }
      if (Control.trace) {
        held.trace.event(15, awaited.id(), Site.at(site).tell(), sequence);
      }
    } finally {
      held.guardOff();
    }
  }
}
