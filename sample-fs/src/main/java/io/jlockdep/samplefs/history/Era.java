package io.jlockdep.samplefs.history;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A named set of behaviours: the filesystem as it was at some time. */
public enum Era {
  /** Before "lock extents as we map them". */
  E2012("a direct read locks its whole range up front", Behaviour.RANGE_UP_FRONT),

  /** Before direct reads were put under the inode lock. */
  E2013_UNLOCKED(
      "direct reads without a lock, extent maps published early",
      Behaviour.UNLOCKED_READS,
      Behaviour.MAP_BEFORE_ORDERED),

  /** dio_sem keeps fsync and direct writes apart. */
  E2016_DIOSEM(
      "direct writes under dio_sem, reads without a lock; the sync runs after the locks",
      Behaviour.DIO_SEM,
      Behaviour.UNLOCKED_READS),

  /** btrfs between its move to iomap and the workaround: both ways to deadlock are there. */
  E2020_IOMAP(
      "btrfs just moved to iomap: a direct DSYNC write deadlocks with itself, always",
      Behaviour.SYNC_UNDER_LOCK,
      Behaviour.DIO_SEM),

  /** The workaround "masterpiece". */
  E2020_STUB("the workaround: DSYNC hidden from iomap in a stub", Behaviour.DSYNC_STUB),

  /** The first half of the mend. */
  E2020_SPLIT(
      "iomap_dio_rw split, but the direct-IO count falls after the sync",
      Behaviour.DIO_END_AFTER_SYNC),

  /** Just before the shared lock: what it was better than. */
  E2020_EXCLUSIVE(
      "direct writes of one file one at a time: nothing wrong, but slow",
      Behaviour.EXCLUSIVE_WRITES),

  /** In the middle of the series that put writes under the shared lock. */
  E2020_SHARED(
      "the shared lock within EOF, half way through the series",
      Behaviour.SIZE_NOT_RECHECKED,
      Behaviour.STALE_POSITION,
      Behaviour.LOCK_NOT_RELEASED),

  /** The mend of row 18 brought back the hidden DSYNC. */
  E2021_NOFAULT("page faults mended; a queued DSYNC write loses its sync", Behaviour.LOST_SYNC),

  /** After 8184620ae212: the sync is iomap's again, and done after the unlock. */
  E2022_SPLIT(
      "completion after the unlock for good; preallocated blocks and partial appends still wrong",
      Behaviour.FUA_UNWRITTEN,
      Behaviour.APPEND_TWICE),

  /** "The lock is held" in a flag of the shared file. */
  E2024_PRIVATE("the skip flag in the open file", Behaviour.SHARED_SKIP_FLAG),

  /** No historic behaviour at all. */
  FIXED("no historic behaviour: the baseline, which must raise no finding");

  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<Behaviour> behaviours;

  Era(String summary, Behaviour... behaviours) {
    this.summary = summary;
    EnumSet<Behaviour> set = EnumSet.noneOf(Behaviour.class);
    Collections.addAll(set, behaviours);
    this.behaviours = Collections.unmodifiableSet(set);
  }

  public String summary() {
    return summary;
  }

  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  /** The numbers of the rows, such as {@code 3, 4}; a dash if there is none. */
  public String rows() {
    String rows =
        behaviours.stream()
            .filter(behaviour -> behaviour.row() > 0)
            .map(behaviour -> Integer.toString(behaviour.row()))
            .collect(Collectors.joining(", "));
    return rows.isEmpty() ? "-" : rows;
  }
}
