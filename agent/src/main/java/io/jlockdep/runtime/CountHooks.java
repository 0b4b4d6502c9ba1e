package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/** What the methods call that the spec file declares as {@code waits}. Never throws. */
public final class CountHooks {
  /** Spans from begin to end that are followed closely, of each declared count. */
  private static final int FOLLOWED = 256;

  private static final int ACQUISITIONS = 20_000;
  private static final long CONTEXT = 0x636f756eL << 32;

  private static volatile String[] names = {""};
  private static final PlaceCounts BEGUN = new PlaceCounts();

  private CountHooks() {}

  static synchronized int add(String name) {
    String[] larger = new String[names.length + 1];
    System.arraycopy(names, 0, larger, 0, names.length);
    larger[names.length] = name;
    names = larger;
    return larger.length - 1;
  }

  /** On entry of a begin method. */
  public static void beginning(@Nullable Object event, int id, int site) {
    HeldLocks held = HeldLocks.entering(event);
    if (held == null || event == null) {
      return;
    }
    signal(held, event, id, EventKind.COUNT_BEGIN, site);
    try {
      Awaited.begun(event, held.thread);
      if (held.spans.context == 0) {
        int number = BEGUN.next(id);
        if (number <= FOLLOWED) {
          long context = Chains.mix(Chains.mix(CONTEXT, id), number);
          Activity.follow(held, context, Facts.nextSequence(), ACQUISITIONS);
          Activity.of(held).countContext = context;
        }
      }
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  /** On entry of an end method. */
  public static void ending(@Nullable Object event, int id, int site) {
    HeldLocks held = HeldLocks.entering(event);
    if (held == null || event == null) {
      return;
    }
    signal(held, event, id, EventKind.COUNT, site);
    Awaited.ended(event, held.thread);
    Activity activity = held.activity;
    if (activity != null
        && activity.countContext != 0
        && activity.countContext == held.spans.context) {
      activity.countContext = 0;
      Activity.follow(held, 0, 0, 0);
    }
  }

  /** On entry of a wait method. */
  public static void waiting(@Nullable Object event, int id, int site) {
    HeldLocks held = HeldLocks.entering(event);
    if (held != null && event != null) {
      name(held, event, id, site);
      Wait.begin(event, EventKind.COUNT, Wait.UNTIMED, site);
    }
  }

  /** On exit of a wait method, {@code normal} or by an exception. */
  public static void waited(boolean normal) {
    HeldLocks held = HeldLocks.entering(CountHooks.class);
    Activity activity = held == null ? null : held.activity;
    Wait wait = activity == null ? null : activity.wait;
    if (wait != null && wait.kind == EventKind.COUNT) {
      Wait.end(wait, normal);
    }
  }

  private static void signal(HeldLocks held, Object event, int id, EventKind kind, int site) {
    name(held, event, id, site);
    Signals.given(Signals.before(event, kind, site), event, kind, site);
  }

  /** Sees to it that the count is known by its declared name. */
  private static void name(HeldLocks held, Object event, int id, int site) {
    held.guardOn();
    try {
      String[] known = names;
      if (id > 0 && id < known.length && !Activity.isProbing(held)) {
        Awaited.of(event, LockKind.COUNT, known[id], Site.at(site), false);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }
}
