package io.jlockdep.samplefs.lock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Range locks on the bytes of one file (EXTENT_LOCKED on the io_tree of btrfs). Always exclusive.
 * Whoever finishes the IO of a range unlocks it, which for asynchronous IO is a worker and not the
 * submitter.
 *
 * <p>A thread that needs several ranges takes them in ascending order.
 */
public final class ExtentLocks {
  /**
   * One locked range, {@code end} exclusive. Its end moves down when the unmapped rest is given
   * back.
   */
  public static final class Range {
    private long start;
    private long end;

    private Range(long start, long end) {
      this.start = start;
      this.end = end;
    }

    private boolean overlaps(long from, long to) {
      return start < to && from < end;
    }
  }

  private final List<Range> locked = new ArrayList<>();

  /** Locks {@code [start, end)}, after waiting for every range that overlaps it. */
  public synchronized Range lock(long start, long end) {
    if (isLocked(start, end)) {
      awaitUnlocked(start, end);
    }
    return add(start, end);
  }

  /** Locks {@code [start, end)} if no part of it is locked; else null. */
  public synchronized @Nullable Range tryLock(long start, long end) {
    return isLocked(start, end) ? null : add(start, end);
  }

  /** Gives back the part of the range from {@code end} on. */
  public synchronized void shrink(Range range, long end) {
    if (end <= range.start || end > range.end) {
      throw new IllegalArgumentException(
          "[" + range.start + "," + range.end + ") cannot end at " + end);
    }
    range.end = end;
    notifyAll();
  }

  /**
   * Gives back the part of the range before {@code start}. Historic: what is left, if anything, has
   * nobody any more who would unlock it.
   *
   * @return whether nothing is left
   */
  public synchronized boolean unlockUpTo(Range range, long start) {
    if (start < range.end) {
      range.start = start;
      notifyAll();
      return false;
    }
    unlock(range);
    return true;
  }

  /** Whether some part of {@code [start, end)} is locked. */
  public synchronized boolean isAnyLocked(long start, long end) {
    return isLocked(start, end);
  }

  /** Unlocks a range. Any thread may do it, once. */
  public synchronized void unlock(Range range) {
    if (!locked.remove(range)) {
      throw new IllegalMonitorStateException(
          "[" + range.start + "," + range.end + ") is not locked");
    }
    notifyAll();
  }

  /** How many ranges are locked. */
  public synchronized int size() {
    return locked.size();
  }

  /** The caller has the monitor. */
  private void awaitUnlocked(long start, long end) {
    boolean interrupted = false;
    while (isLocked(start, end)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isLocked(long start, long end) {
    for (Range range : locked) {
      if (range.overlaps(start, end)) {
        return true;
      }
    }
    return false;
  }

  private Range add(long start, long end) {
    if (start < 0 || start >= end) {
      throw new IllegalArgumentException("empty range [" + start + "," + end + ")");
    }
    Range range = new Range(start, end);
    locked.add(range);
    return range;
  }
}
