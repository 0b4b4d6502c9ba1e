package io.jlockdep.docs;

import java.util.List;

/**
 * One row of the table in history.md: a scenario and the finding that names its bug.
 *
 * @param rule the contract that it breaks, or empty where the title says it all
 * @param title how the title of the finding begins
 * @param place a method that the last place of the finding is in
 * @param other a method of the first place, or the one of the second stack
 */
record HistoryRow(
    int number,
    String scenario,
    boolean hangs,
    String category,
    String severity,
    String rule,
    String title,
    String place,
    String other) {
  private static final String RETURNED_LOCK = "row-12-write-gives-lock-back";
  static final String DURABLE = "row-17-durable-when-acknowledged";

  static final List<HistoryRow> ALL =
      List.of(
          contract(
              1,
              "aio-read-past-eof",
              false,
              "row-01-range-given-back",
              "range_locked without",
              "ExtentLocks.add",
              "DirectIo.read"),
          contract(
              2,
              "fallback-reservation",
              false,
              "row-02-reservation-given-back",
              "space_reserved without",
              "SpaceMap.reserve",
              "DirectIo.write"),
          new HistoryRow(
              3,
              "dsync-extend",
              true,
              "self-deadlock",
              "error",
              "no-inode-lock-inside-sync",
              "inode_lock taken again",
              "FileSync.syncFile",
              "DirectIo.lock"),
          new HistoryRow(
              4,
              "dsync-overwrite",
              true,
              "self-deadlock",
              "error",
              "",
              "dio_sem: write taken while read is held",
              "FileSync.collectLocked",
              "DirectIo.transferUnderDioSem"),
          contract(
              5,
              "dsync-stub",
              false,
              "row-05-dsync-restored",
              "dsync_hidden without",
              "FileOperations.writeIter",
              "Kiocb.clearDsync"),
          contract(
              5,
              "dsync-stub",
              false,
              DURABLE,
              "acknowledged:",
              "Kiocb.acknowledgeDurable",
              "Kiocb.noteVolatile"),
          contract(
              6,
              "zero-range-waits",
              true,
              "row-06-count-falls-before-sync",
              "write_sync:",
              "Iomap.genericWriteSync",
              "Iomap.iomapDioComplete"),
          new HistoryRow(
              6,
              "zero-range-waits",
              true,
              "deadlock",
              "error",
              "",
              "deadlock: inode_dio -> inode_lock",
              "DioCount.inodeDioWait",
              "FileSync.syncFile"),
          new HistoryRow(
              7,
              "quiesce",
              false,
              "contract",
              "note",
              "row-07-stable-after-quiesce",
              "assumed_stable:",
              "FileSync.quiesce",
              "DioCount.inodeDioEnd"),
          contract(
              8,
              "size-changes",
              false,
              "row-08-size-compared-under-lock",
              "transfer_begins:",
              "DirectIo.transfer",
              "Inode.inodeLockShared"),
          contract(
              9,
              "nowait-extend",
              false,
              "row-09-refused-for-a-reason",
              "refused:",
              "Kiocb.refuse",
              "DirectIo.write"),
          contract(
              10,
              "expand-fails",
              false,
              "row-10-backing-dev-cleared",
              "backing_dev_set without",
              "TaskState.setBackingDevInfo",
              "WriteChecks.writeCheck"),
          contract(
              11,
              "append-position",
              false,
              "row-11-position-after-checks",
              "positioned:",
              "Kiocb.positionForAppend",
              "Kiocb.usePosition"),
          contract(
              12,
              "lock-kept",
              false,
              RETURNED_LOCK,
              "write_ends while holding inode_lock",
              "FileOperations.writeIter",
              "OpenFile.write"),
          new HistoryRow(
              12,
              "fallback-relock",
              true,
              "self-deadlock",
              "error",
              "",
              "inode_lock:",
              "DirectIo.writeUnderInodeLock",
              "DirectIo.lock"),
          contract(
              13,
              "unlocked-caller",
              false,
              "row-13-dio-under-lock",
              "dio_submitted without inode_lock",
              "Iomap.__iomapDioRw",
              "DirectIo.writeOnce"),
          contract(
              14,
              "duplicate-segments",
              false,
              "row-14-one-target-once",
              "read_target:",
              "Kiocb.noteTarget",
              "DirectIo.read"),
          contract(
              15,
              "fallback-gap",
              false,
              "row-15-no-gap-before-pages",
              "through_pages:",
              "DirectIo.throughPages",
              "Inode.inodeUnlock"),
          contract(
              16,
              "reads-against-truncate",
              false,
              "row-16-no-dio-begins-during-wait",
              "dio_began:",
              "DioCount.inodeDioBegin",
              "DioCount.inodeDioWait"),
          contract(
              17,
              "lost-sync",
              false,
              DURABLE,
              "acknowledged:",
              "Kiocb.acknowledgeDurable",
              "Kiocb.noteVolatile"),
          contract(
              18,
              "fault-own-range",
              true,
              "row-18-no-page-fault-during-dio",
              "page_fault inside",
              "IovIter.faultIn",
              "Iomap.submitAll"),
          new HistoryRow(
              18,
              "fault-own-range",
              true,
              "self-deadlock",
              "error",
              "",
              "locked_ranges waited for by",
              "ExtentLocks.awaitUnlocked",
              "ExtentLocks.add"),
          contract(
              19,
              "append-after-fault",
              false,
              "row-19-positioned-once",
              "positioned:",
              "Kiocb.positionForAppend",
              "Kiocb.notePartlyDone"),
          contract(
              20,
              "shared-skip-flag",
              false,
              "row-20-collect-under-lock",
              "collecting without inode_lock",
              "FileSync.stageLocked",
              "OpenFile.sync"),
          contract(
              21,
              "prealloc-dsync",
              false,
              DURABLE,
              "acknowledged:",
              "Kiocb.acknowledgeDurable",
              "Kiocb.noteVolatile"),
          contract(
              22,
              "sync-in-the-gap",
              false,
              "row-22-ordered-before-published",
              "map_published:",
              "OrderedExtents.publish",
              "InodeMapping.mapForWrite"));

  private static HistoryRow contract(
      int number,
      String scenario,
      boolean hangs,
      String rule,
      String title,
      String place,
      String other) {
    return new HistoryRow(number, scenario, hangs, "contract", "error", rule, title, place, other);
  }

  @Override
  public String toString() {
    return "row " + number + ", " + scenario;
  }
}
