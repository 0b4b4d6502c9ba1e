package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The held locks of each thread, platform or virtual: first from a direct-mapped cache, then from a
 * table that holds threads weakly. No {@code ThreadLocal}: pools erase those.
 */
final class Threads {
  private static final int CACHE = 1024;

  static final WeakTable TABLE = new WeakTable();

  private static final @Nullable HeldLocks[] CACHED = new @Nullable HeldLocks[CACHE];

  private static final @Nullable Class<?> VIRTUAL = type("java.lang.BaseVirtualThread");
  private static final @Nullable Class<?> CARRIER = type("jdk.internal.misc.CarrierThread");

  /** More guards than are ever put on and off. */
  private static final int FOR_EVER = 1 << 30;

  private Threads() {}

  static HeldLocks current() {
    Thread thread = Thread.currentThread();
    HeldLocks held = CACHED[(int) thread.getId() & (CACHE - 1)];
    return held != null && held.current == thread ? held : fetch(thread);
  }

  /** Of the calling thread, if it is in the cache. */
  static @Nullable HeldLocks atHand() {
    Thread thread = Thread.currentThread();
    HeldLocks held = CACHED[(int) thread.getId() & (CACHE - 1)];
    return held != null && held.current == thread ? held : null;
  }

  /** Of any thread, started or not. */
  static HeldLocks of(Thread thread) {
    HeldLocks held = (HeldLocks) TABLE.find(thread);
    if (held != null) {
      return held;
    }
    synchronized (TABLE) {
      held = (HeldLocks) TABLE.findLocked(thread);
      if (held == null) {
        held = new HeldLocks(thread);
        TABLE.add(held);
      }
      return held;
    }
  }

  static boolean isVirtual(Thread thread) {
    return VIRTUAL != null && VIRTUAL.isInstance(thread);
  }

  /** Lets go of threads that have ended; the watchdog calls this now and then. */
  static void sweep() {
    for (HeldLocks held : CACHED) {
      Thread thread = held == null ? null : held.current;
      if (held != null && thread != null && !thread.isAlive()) {
        held.current = null;
      }
    }
    TABLE.sweep();
  }

  private static HeldLocks fetch(Thread thread) {
    HeldLocks held = CARRIER != null && CARRIER.isInstance(thread) ? quiet(thread) : of(thread);
    int place = (int) thread.getId() & (CACHE - 1);
    HeldLocks before = CACHED[place];
    if (before != null) {
      before.current = null;
    }
    held.current = thread;
    CACHED[place] = held;
    return held;
  }

  /**
   * A thread that carries virtual ones is itself only while it schedules them. Hooks do nothing
   * then: they could wait for a lock of the agent's, and who is to have that next may be a virtual
   * thread that needs a carrier (from JDK 24 on such a thread waits for monitors unmounted). Not in
   * the table, whose monitor would be such a lock.
   */
  private static HeldLocks quiet(Thread carrier) {
    HeldLocks held = new HeldLocks(carrier);
    held.quiet = FOR_EVER;
    return held;
  }

  private static @Nullable Class<?> type(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null; // before JDK 19
    }
  }
}
