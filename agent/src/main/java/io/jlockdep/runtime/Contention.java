package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Measures how long threads wait for locks and hold them, and divides each wait among those who
 * held the lock meanwhile. Only with the option {@code contention=on}; every acquisition then takes
 * the long way and reads the clock when it asks, has the lock, and gives it up.
 *
 * <p>Called by the thread that acquires or releases, inside its hook; no method throws.
 */
final class Contention {
  /** What a thread waits without a clock noticing more than its own cost is no wait. */
  static final long THRESHOLD_NANOS = 1_000;

  private static final TimeTables[] TABLES = tables();

  private Contention() {}

  /** The last thing before the thread may block. */
  static void asking(HeldLocks held, Held ask) {
    ask.askedAt = 0;
    if (held.isProbing()) {
      return;
    }
    held.guardOn();
    try {
      RecentHolds recent = recent(held, ask);
      if (recent != null) {
        LockInstance instance = ask.instance;
        boolean isPermit = instance != null && instance.kind == LockKind.SEMAPHORE;
        recent.asking(held.thread, isPermit && ask.mode == Acquire.SHARED);
      }
      ask.askedAt = System.nanoTime();
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  /** The thread has what it asked for; the entry is on its stack already. */
  static void acquired(HeldLocks held, Held got) {
    got.since = 0;
    got.ring = null;
    if (held.isProbing()) {
      return;
    }
    long now = System.nanoTime();
    held.guardOn();
    try {
      HeldLocks.reserve(HeldLocks.RESERVED_FRAMES); // what is counted is counted as a whole
      got.since = now;
      RecentHolds recent = recent(held, got);
      HoldRing ring = recent == null ? null : recent.ring();
      if (ring != null && got.mode == Acquire.SHARED) {
        got.ticket = ring.open(now, TimedStacks.of(got).ofOpen(got), got.mode);
        got.ring = ring;
      }
      long asked = got.how == Acquire.TRY ? 0 : got.askedAt;
      if (asked == 0
          || now - asked < THRESHOLD_NANOS
          || recent == null
          || ring == null
          || !blame(held, got, asked, now, recent, ring)) {
        table(held).acquired(got.lockClass, got.mode);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  /** The thread is about to give the lock up. */
  static void releasing(HeldLocks held, Held entry) {
    long since = entry.since;
    if (since == 0) {
      return;
    }
    entry.since = 0;
    held.guardOn();
    try {
      HeldLocks.reserve(HeldLocks.RESERVED_FRAMES);
      int stack = TimedStacks.of(entry).ofHold(entry, System.nanoTime() - since);
      long now = System.nanoTime();
      table(held).released(entry.lockClass, entry.mode, now - since, stack);
      LockInstance instance = entry.instance;
      RecentHolds recent = instance == null ? null : instance.recent;
      HoldRing ring = recent == null ? null : recent.ring();
      HoldRing opened = entry.ring;
      entry.ring = null;
      boolean closed = opened != null && opened.close(entry.ticket, now, stack, entry.mode);
      if (ring != null && !(closed && ring == opened)) {
        ring.add(since, now, stack, entry.mode);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  /** The lock was given up by somebody else, nobody knows when. */
  static void dropped(Held entry) {
    HoldRing opened = entry.ring;
    if (opened != null) {
      opened.close(entry.ticket, entry.since, 0, entry.mode);
      entry.ring = null;
    }
    entry.since = 0;
  }

  /** All that was measured so far; the recorder thread. */
  static TimeTables.Sum sum() {
    return new TimeTables.Sum(TABLES);
  }

  private static boolean blame(
      HeldLocks held, Held got, long asked, long now, RecentHolds recent, HoldRing ring) {
    WaitSplit split = held.split;
    if (split == null) {
      split = new WaitSplit();
      held.split = split;
    }
    LockInstance instance = got.instance;
    boolean compatible = instance != null && instance.kind != LockKind.SEMAPHORE;
    if (!split.divide(ring, asked, now, got.mode, compatible)) {
      return false;
    }
    if (split.isShort) {
      recent.grow(ring);
    }
    int stack = TimedStacks.of(got).ofWait(got, now - asked);
    table(held).waited(got.lockClass, got.mode, now - asked, stack, split);
    return true;
  }

  /** Who held the lock lately; null if the object is not known. */
  private static @Nullable RecentHolds recent(HeldLocks held, Held entry) {
    LockInstance instance = entry.instance;
    Object lock = entry.lock;
    if (instance == null && lock != null) {
      instance = ShortWay.monitorRef(held, lock, entry.lockClass).instance;
      entry.instance = instance;
    }
    return instance == null ? null : instance.recent(held.thread);
  }

  private static TimeTables table(HeldLocks held) {
    return TABLES[held.thread & (TABLES.length - 1)];
  }

  /** Four for each processor, so that threads seldom meet in one. */
  private static TimeTables[] tables() {
    int wanted = 4 * Runtime.getRuntime().availableProcessors();
    int count = Math.min(64, Integer.highestOneBit(wanted));
    TimeTables[] tables = new TimeTables[count];
    for (int i = 0; i < count; i++) {
      tables[i] = new TimeTables(count);
    }
    return tables;
  }
}
