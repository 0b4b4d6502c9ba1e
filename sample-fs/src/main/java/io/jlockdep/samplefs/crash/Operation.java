package io.jlockdep.samplefs.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a workload: a direct DSYNC write of one block, perhaps with a change that runs
 * concurrently, or a change by itself.
 *
 * @param target where the write goes; null for a change by itself
 * @param change what runs beside the write, or alone
 * @param moment when the change begins, for one beside a write
 */
record Operation(
    @Nullable Target target, Mode mode, @Nullable Change change, @Nullable Moment moment) {

  /** Where a write goes. */
  enum Target {
    OVERWRITE,
    PREALLOCATED,
    HOLE,
    /** The block behind the end of the file, by its position. */
    EXTEND,
    /** The end of the file, by the flag. */
    APPEND
  }

  /** How a write is done. */
  enum Mode {
    /** The submitter transfers and completes. */
    SYNC,
    /** Asynchronous with NOWAIT: a worker transfers and completes. */
    NOWAIT,
    /** Memory that is not aligned: it goes through the page cache. */
    PAGES
  }

  /** What runs beside a write. */
  enum Change {
    TRUNCATE,
    ZERO_RANGE,
    /** Waits for direct IO, and says that what ended is on stable storage. */
    QUIESCE
  }

  /** When a change begins. */
  enum Moment {
    /** The write has compared its end with the size and has no lock yet. */
    BEFORE_LOCK,
    /** The write is over, and its sync has not begun. */
    BEFORE_SYNC,
    /** The write is queued; the change has the inode lock and waits for its end. */
    UNDER_WAY
  }

  /** All operations, always in the same order. */
  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (Target target : Target.values()) {
      for (Mode mode : Mode.values()) {
        all.add(new Operation(target, mode, null, null));
      }
      for (Change change : Change.values()) {
        all.add(new Operation(target, Mode.SYNC, change, Moment.BEFORE_SYNC));
        if (change != Change.QUIESCE) {
          all.add(new Operation(target, Mode.SYNC, change, Moment.BEFORE_LOCK));
          all.add(new Operation(target, Mode.NOWAIT, change, Moment.UNDER_WAY));
        }
      }
    }
    all.add(new Operation(null, Mode.SYNC, Change.TRUNCATE, null));
    all.add(new Operation(null, Mode.SYNC, Change.ZERO_RANGE, null));
    return all;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (target != null) {
      text.append(target).append('/').append(mode);
    }
    if (change != null) {
      text.append(target == null ? "" : "+").append(change);
    }
    if (moment != null) {
      text.append('@').append(moment);
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
