package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The held locks of each thread, platform or virtual: first from a direct-mapped cache, then from a
 * table that holds threads weakly. No {@code ThreadLocal}: pools erase those.
 */
final class Threads {
  private static final int CACHE = 1024;

  static final WeakTable TABLE = new WeakTable();

  private static final @Nullable Entry[] CACHED = new @Nullable Entry[CACHE];

  private static final @Nullable Class<?> VIRTUAL = virtualThreadType();

  private Threads() {}

  private static final class Entry {
    final Thread thread;
    final HeldLocks held;

    Entry(Thread thread, HeldLocks held) {
      this.thread = thread;
      this.held = held;
    }
  }

  static HeldLocks current() {
    Thread thread = Thread.currentThread();
    Entry entry = CACHED[(int) thread.getId() & (CACHE - 1)];
    return entry != null && entry.thread == thread ? entry.held : fetch(thread);
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
    for (int i = 0; i < CACHE; i++) {
      Entry entry = CACHED[i];
      if (entry != null && !entry.thread.isAlive()) {
        CACHED[i] = null;
      }
    }
    TABLE.sweep();
  }

  private static HeldLocks fetch(Thread thread) {
    HeldLocks held = of(thread);
    CACHED[(int) thread.getId() & (CACHE - 1)] = new Entry(thread, held);
    return held;
  }

  private static @Nullable Class<?> virtualThreadType() {
    try {
      return Class.forName("java.lang.BaseVirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null; // before JDK 19
    }
  }
}
