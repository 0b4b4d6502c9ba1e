package io.jlockdep.samplefs.scenario;

import io.jlockdep.samplefs.history.Behaviour;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The scenarios, one or two for each historic behaviour. In an era that has the behaviour, some of
 * them never return: that is what they are for.
 */
public enum Scenario {
  AIO_READ_PAST_EOF(
      false,
      "an asynchronous direct read crosses EOF; what is behind EOF stays locked",
      ReadScenarios::aioReadPastEof,
      Behaviour.RANGE_UP_FRONT),
  FALLBACK_RESERVATION(
      false,
      "a direct write falls back to pages because a page is in use; its reservation is lost",
      FallbackScenarios::reservation,
      Behaviour.RESERVATION_KEPT),
  DSYNC_EXTEND(
      true,
      "a direct DSYNC write behind the end of a file waits for its own inode_lock",
      SyncScenarios::dsyncExtend,
      Behaviour.SYNC_UNDER_LOCK),
  DSYNC_OVERWRITE(
      true,
      "a direct DSYNC write within a file asks for dio_sem for write, which it holds for read",
      SyncScenarios::dsyncOverwrite,
      Behaviour.DIO_SEM,
      Behaviour.SYNC_UNDER_LOCK),
  DSYNC_STUB(
      false,
      "DSYNC hidden in a stub: a worker's write never gets its flag back, a fallback no sync",
      SyncScenarios::dsyncStub,
      Behaviour.DSYNC_STUB),
  ZERO_RANGE_WAITS(
      true,
      "ZERO_RANGE waits under the inode lock for a direct write whose sync wants that lock",
      SyncScenarios::zeroRangeWaits,
      Behaviour.DIO_END_AFTER_SYNC),
  QUIESCE(
      false,
      "quiesce returns between the end of a direct write and its sync",
      SyncScenarios::quiesce,
      Behaviour.DIO_WAIT_IS_ENOUGH),
  SIZE_CHANGES(
      false,
      "a truncate comes between the comparison with the size and the lock",
      WriteScenarios::sizeChanges,
      Behaviour.SIZE_NOT_RECHECKED),
  NOWAIT_EXTEND(
      false,
      "an extending NOWAIT write meets no lock and is refused all the same",
      WriteScenarios::nowaitExtend,
      Behaviour.NOWAIT_EXTEND_REFUSED),
  EXPAND_FAILS(
      false,
      "a write beyond the greatest size fails and leaves backing_dev_info in the task",
      WriteScenarios::expandFails,
      Behaviour.BACKING_DEV_KEPT),
  APPEND_POSITION(
      false,
      "an append overwrites the beginning of the file",
      WriteScenarios::appendPosition,
      Behaviour.STALE_POSITION),
  LOCK_KEPT(
      false,
      "a direct write returns with the inode lock in its hand",
      WriteScenarios::lockKept,
      Behaviour.LOCK_NOT_RELEASED),
  FALLBACK_RELOCK(
      true,
      "a direct write goes on through pages and takes the inode lock that it holds",
      FallbackScenarios::relock,
      Behaviour.LOCK_NOT_RELEASED),
  UNLOCKED_CALLER(
      false,
      "a direct write without the inode lock",
      WriteScenarios::unlockedCaller,
      Behaviour.UNLOCKED_CALLER),
  DUPLICATE_SEGMENTS(
      false,
      "a direct read of two blocks into one buffer",
      ReadScenarios::duplicateSegments,
      Behaviour.DUPLICATE_SEGMENTS),
  FALLBACK_GAP(
      false,
      "another write comes in while a direct write changes over to pages",
      FallbackScenarios::gap,
      Behaviour.FALLBACK_GAP),
  READS_AGAINST_TRUNCATE(
      false,
      "a truncate waits for a direct read while the next one begins",
      ReadScenarios::readsAgainstTruncate,
      Behaviour.UNLOCKED_READS),
  LOST_SYNC(
      false,
      "a queued NOWAIT and DSYNC write is completed without a sync",
      SyncScenarios::lostSync,
      Behaviour.LOST_SYNC),
  FAULT_OWN_RANGE(
      true,
      "a direct write from memory that is mapped from the very blocks it writes",
      WriteScenarios::faultOwnRange,
      Behaviour.FAULT_UNDER_IO),
  APPEND_AFTER_FAULT(
      false,
      "an append goes on after a page fault and is positioned again",
      WriteScenarios::appendAfterFault,
      Behaviour.APPEND_TWICE),
  SHARED_SKIP_FLAG(
      false,
      "another thread's fsync through the same open file does without the inode lock",
      FallbackScenarios::sharedSkipFlag,
      Behaviour.SHARED_SKIP_FLAG),
  PREALLOC_DSYNC(
      false,
      "a direct DSYNC write to preallocated blocks",
      SyncScenarios::preallocDsync,
      Behaviour.FUA_UNWRITTEN),
  SYNC_IN_THE_GAP(
      false,
      "an fsync sees the new mapping of a write and nothing that it could wait for",
      SyncScenarios::syncInTheGap,
      Behaviour.MAP_BEFORE_ORDERED,
      Behaviour.UNLOCKED_CALLER);

  interface Play {
    void on(Stage stage) throws Exception;
  }

  private final boolean hangs;
  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference
  private final Play play;

  private final Behaviour behaviour;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<Behaviour> behaviours;

  Scenario(boolean hangs, String summary, Play play, Behaviour behaviour, Behaviour... others) {
    this.hangs = hangs;
    this.summary = summary;
    this.play = play;
    this.behaviour = behaviour;
    this.behaviours = Collections.unmodifiableSet(EnumSet.of(behaviour, others));
  }

  /** The behaviour that it is about. */
  public Behaviour behaviour() {
    return behaviour;
  }

  /** What it takes to show it. */
  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  /** Whether it never returns where the behaviours are there. */
  public boolean hangs() {
    return hangs;
  }

  public String summary() {
    return summary;
  }

  /** As it is written on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void play(Stage stage) throws Exception {
    play.on(stage);
  }
}
