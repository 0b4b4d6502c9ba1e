package io.jlockdep.runtime;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** What the methods call that the spec file declares as {@code events}. Never throws. */
public final class EventHooks {
  /** Occurrences of one event whose stack is taken; later ones have their site only. */
  private static final int STACKS = 4096;

  private static final int EVENTS = 1024;

  private static final AtomicIntegerArray COUNTS = new AtomicIntegerArray(EVENTS);
  private static final int[] VALUES = new int[EVENTS];
  private static int events;

  private EventHooks() {}

  /** A declared event that carries so many values; 0 if there are too many. */
  static synchronized int add(String name, String method, int values) {
    if (events + 1 >= EVENTS) {
      return 0;
    }
    int id = ++events;
    VALUES[id] = values;
    Facts.add(new DeclaredEvent(id, name, method));
    return id;
  }

  /**
   * A declared event happens.
   *
   * @param a its first value: an object, a Long, or null
   * @param site of the method
   */
  public static void occurred(
      @Nullable Object a, @Nullable Object b, @Nullable Object c, int event, int site) {
    HeldLocks held = HeldLocks.entering(EventHooks.class);
    if (held != null && event > 0) {
      held.guardOn();
      try {
        boolean stack = COUNTS.getAndIncrement(event) < STACKS;
        held.witnesses.occurred(event, text(VALUES[event], a, b, c), site, stack);
      } catch (Throwable t) {
        Facts.lost(t);
      } finally {
        held.guardOff();
      }
    }
  }

  private static String text(
      int values, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    StringBuilder text = new StringBuilder(24);
    if (values > 0) {
      text.append(Identities.valueOf(a));
    }
    if (values > 1) {
      text.append(',').append(Identities.valueOf(b));
    }
    if (values > 2) {
      text.append(',').append(Identities.valueOf(c));
    }
    return text.toString();
  }
}
