package io.jlockdep.runtime;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of waits and holds, by a part of the threads. All methods may be called by any
 * thread; each holds the monitor of this object for a few dozen nanoseconds, and nothing else is
 * taken meanwhile.
 */
final class TimeTables {
  /** Rows of all tables together of one sort; what is beyond counts as other. */
  private static final int ROWS = 1 << 16;

  private static final int LEAST_ROWS = 1 << 12;

  /** Classes of locks beyond so many are not told apart. */
  private static final int CLASSES = 1 << 12;

  private static final int OTHER_LOCKS = 0;

  private final int rows;
  private @Nullable LockTimes[] locks = new @Nullable LockTimes[16];
  private final TimeSums blame = new TimeSums();
  private final TimeSums holds = new TimeSums();

  /**
   * @param among how many tables share the rows
   */
  TimeTables(int among) {
    this.rows = Math.max(LEAST_ROWS, ROWS / among);
  }

  /** One class of locks in one mode. */
  static final class LockTimes {
    long acquisitions;
    final Durations waits = new Durations();
    final Durations holds = new Durations();

    void addAll(LockTimes other) {
      acquisitions += other.acquisitions;
      waits.addAll(other.waits);
      holds.addAll(other.holds);
    }
  }

  synchronized void acquired(int lock, int mode) {
    lock(known(lock), mode).acquisitions++;
  }

  synchronized void waited(int lock, int mode, long nanos, int stack, WaitSplit split) {
    int lockClass = known(lock);
    LockTimes times = lock(lockClass, mode);
    times.acquisitions++;
    times.waits.add(nanos);
    int waiter = stack == 0 ? WaitSplit.OTHER : stack;
    for (int i = 0; i < split.parties(); i++) {
      long a = blameKey(lockClass, mode, split.mode(i));
      long b = pair(waiter, split.stack(i));
      if (blame.size() >= rows && !blame.has(a, b)) {
        b = pair(WaitSplit.OTHER, WaitSplit.OTHER);
      }
      blame.add(a, b, split.share(i));
    }
  }

  synchronized void released(int lock, int mode, long nanos, int stack) {
    int lockClass = known(lock);
    lock(lockClass, mode).holds.add(nanos);
    long a = blameKey(lockClass, mode, 0);
    int holder = stack == 0 ? WaitSplit.OTHER : stack;
    if (holds.size() >= rows && !holds.has(a, holder)) {
      holder = WaitSplit.OTHER;
    }
    holds.add(a, holder, nanos);
  }

  /** Adds all of it to what other tables hold. */
  synchronized void addTo(Map<Integer, LockTimes> allLocks, TimeSums allBlame, TimeSums allHolds) {
    for (int i = 0; i < locks.length; i++) {
      LockTimes times = locks[i];
      if (times != null) {
        LockTimes all = allLocks.get(i);
        if (all == null) {
          all = new LockTimes();
          allLocks.put(i, all);
        }
        all.addAll(times);
      }
    }
    allBlame.addAll(blame);
    allHolds.addAll(holds);
  }

  /** The tables put together. */
  static final class Sum {
    /** By class and mode, as {@link #lockKey}. */
    final Map<Integer, LockTimes> locks = new TreeMap<>();

    final TimeSums blame = new TimeSums();
    final TimeSums holds = new TimeSums();

    Sum(TimeTables[] tables) {
      for (TimeTables each : tables) {
        each.addTo(locks, blame, holds);
      }
    }
  }

  static int lockKey(int lockClass, int mode) {
    return lockClass << 1 | mode;
  }

  /** The first number of a key of blame: never 0. */
  static long blameKey(int lockClass, int mode, int holderMode) {
    return (long) lockClass << 3 | (long) mode << 2 | (long) holderMode << 1 | 1;
  }

  static long pair(int waiter, int holder) {
    return (long) waiter << 32 | (holder & 0xffffffffL);
  }

  private static int known(int lockClass) {
    return lockClass < CLASSES ? lockClass : OTHER_LOCKS;
  }

  private LockTimes lock(int lockClass, int mode) {
    int key = lockKey(lockClass, mode);
    if (key >= locks.length) {
      int length = Math.max(key + 1, locks.length * 2);
      locks = java.util.Arrays.copyOf(locks, length);
    }
    LockTimes times = locks[key];
    if (times == null) {
      times = new LockTimes();
      locks[key] = times;
    }
    return times;
  }
}
