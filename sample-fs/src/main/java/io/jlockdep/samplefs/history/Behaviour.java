package io.jlockdep.samplefs.history;

/**
 * One historic behaviour, selectable on its own: a flag that the filesystem asks for at the one
 * place where the code of then differs from the code of now. Each but the last is a bug, and the
 * constant says in its comment what mended it.
 */
public enum Behaviour {
  /**
   * A direct read locks its whole range before it knows how much of it is mapped, and its
   * completion unlocks what was read. Mended by "Btrfs: lock extents as we map them in DIO" (2012).
   */
  RANGE_UP_FRONT(1, "LEAK", "a direct read past EOF leaves the range behind EOF locked"),

  /**
   * The reservation of a direct write is not given back when a page cannot be dropped and the write
   * goes through the page cache. Found in the review of the mend of row 1.
   */
  RESERVATION_KEPT(2, "LEAK", "a direct write that falls back to pages keeps its reservation"),

  /**
   * A direct write completes inside {@code iomapDioRw}, while the locks of the write are held. With
   * DSYNC the completion runs {@code genericWriteSync -> syncFile}, which takes the inode lock
   * again. Mended by splitting {@code iomapDioRw}: {@code iomapDioComplete} runs after the unlock
   * ("iomap: Allow filesystem to call iomap_dio_complete without i_rwsem" and "btrfs: Call
   * iomap_dio_complete() without inode_lock", 2020).
   */
  SYNC_UNDER_LOCK(
      3,
      "AA",
      "a direct DSYNC write syncs while it still holds its locks: inode_lock is taken again"),

  /**
   * Direct writes hold {@code dio_sem} for read, and within EOF hold it instead of the inode lock;
   * fsync takes it for write. Together with {@link #SYNC_UNDER_LOCK} a direct DSYNC write within
   * EOF asks for the write side of what it holds for read. Mended by "btrfs: Remove dio_sem"
   * (2020), after writes within EOF had been put under the shared inode lock.
   */
  DIO_SEM(4, "UP", "a direct write holds dio_sem for read and its own sync asks for it for write"),

  /**
   * The workaround for row 3: DSYNC is cleared before the transfer, a stub in the task's {@code
   * journal_info} remembers it, and whoever completes decides by the stub who syncs. Where nothing
   * completes, because the write fell back to pages, nobody syncs; where a worker completes, the
   * flag never comes back. Mended by the split of row 3.
   */
  DSYNC_STUB(5, "LEAK, DUR", "DSYNC is cleared for the transfer and kept in a stub of the task"),

  /**
   * The direct-IO count falls after the sync of the completion. The sync needs the inode lock, and
   * its holder may wait for the count. Mended by "iomap: Call inode_dio_end() before
   * generic_write_sync()" (2020).
   */
  DIO_END_AFTER_SYNC(6, "WUL", "the direct-IO count falls only after the sync, which needs a lock"),

  /**
   * What row 6 was mended with has a side effect: after {@code inodeDioWait} the data need not be
   * on stable storage yet. Who needs that has to sync himself; here {@code quiesce} forgets to.
   */
  DIO_WAIT_IS_ENOUGH(7, "DUR", "quiesce takes the end of direct IO for its stability"),

  /**
   * A direct write checks its end against the size, and takes the lock later and does not look
   * again. Mended by "btrfs: Use inode_lock_shared() for direct writes within EOF" (2020).
   */
  SIZE_NOT_RECHECKED(8, "ATOM", "the size is compared before the lock is taken and not again"),

  /**
   * A NOWAIT write that extends the file is refused whatever the locks are. Mended by removing the
   * check (Bacik's review of the same patch).
   */
  NOWAIT_EXTEND_REFUSED(9, "NW", "an extending NOWAIT write gets EAGAIN although nothing blocks"),

  /**
   * When a write cannot expand the file, its check returns without clearing the task's {@code
   * backing_dev_info} (Bacik's review of "btrfs: Move pos increment and pagecache extension").
   */
  BACKING_DEV_KEPT(10, "LEAK", "a failed expansion leaves backing_dev_info in the task"),

  /**
   * The position is read before {@code genericWriteChecks} moves it to the end of the file for
   * APPEND. Mended by reading it after (2020).
   */
  STALE_POSITION(11, "ATOM", "an append uses the position from before the write checks"),

  /**
   * Half of the patches of 2020: a direct write returns with the inode lock held, and takes it
   * again if it goes on through pages. Mended by the next patch of the series.
   */
  LOCK_NOT_RELEASED(12, "LEAK, AA", "a direct write returns with the inode lock held"),

  /**
   * A caller of {@code iomapDioRw} that does not hold the inode lock (gfs2); the assertion that
   * would have told was gone for a time.
   */
  UNLOCKED_CALLER(13, "GUARD", "iomapDioRw is called without the inode lock"),

  /**
   * A direct read whose segments share a buffer; the check that refuses it with EINVAL is missing,
   * and the blocks fail their checksums.
   */
  DUPLICATE_SEGMENTS(14, "ATOM", "two segments of a direct read into one buffer are not refused"),

  /**
   * A direct write that has to go through pages gives the inode lock up before it does, and takes
   * it again: others can write in the gap. The lock is kept now.
   */
  FALLBACK_GAP(15, "ATOM", "the fallback to pages happens under another hold of the lock"),

  /**
   * Direct reads hold no lock. A truncate that waits for the direct-IO count then waits for ever as
   * new ones keep coming. Mended by "btrfs: Direct reads under inode_lock_shared" (2020).
   */
  UNLOCKED_READS(16, "WUL", "direct reads begin although a truncate waits for their end"),

  /**
   * NOWAIT and DSYNC: the transfer is queued, the submitter does not sync because there is no
   * result yet, the worker does not because the flag was cleared for it. Mended by "btrfs: fix lost
   * file sync on direct IO write with nowait and dsync iocb" (2022).
   */
  LOST_SYNC(17, "DUR", "an asynchronous DSYNC write is acknowledged without a sync"),

  /**
   * The source of a direct write is mapped from the file that it writes, and not in memory: the
   * page fault waits for the range that the write has locked. Mended by 51bd9563b678 (2021): fault
   * in outside the locks, and retry.
   */
  FAULT_UNDER_IO(18, "WUL", "a page fault during direct IO waits for the range of that very IO"),

  /**
   * A write that continues after a part is positioned for APPEND once more. Mended by 939b656bc8ab
   * (2024).
   */
  APPEND_TWICE(19, "ATOM", "after a partial write APPEND moves the position again"),

  /**
   * "The inode lock is held already" was said in a flag of the open file, which other threads
   * share. Mended by cd9253c23aed (2024): the task says so.
   */
  SHARED_SKIP_FLAG(20, "GUARD", "another thread's fsync skips the inode lock"),

  /**
   * FUA alone is taken to be enough for a write into an unwritten extent, whose conversion is
   * metadata. Mended by 0929d8580071 (2023).
   */
  FUA_UNWRITTEN(21, "DUR", "a DSYNC write to preallocated blocks skips the sync of its metadata"),

  /**
   * The new mapping is published before the ordered extent exists that a sync would wait for.
   * Mended by de0ee0edb21f (2013).
   */
  MAP_BEFORE_ORDERED(22, "PUB", "the extent map is published before its ordered extent"),

  /**
   * A direct write within EOF holds the inode lock exclusively, as between "btrfs: Push inode
   * locking and unlocking into buffered/direct write" and "btrfs: Use inode_lock_shared() for
   * direct writes within EOF" (2020). No bug, and no row: writes of one file just wait for one
   * another.
   */
  EXCLUSIVE_WRITES(0, "-", "direct writes within EOF exclude one another");

  private final int row;
  private final String rule;
  private final String summary;

  Behaviour(int row, String rule, String summary) {
    this.row = row;
    this.rule = rule;
    this.summary = summary;
  }

  /** Number of the behaviour in the table of {@code docs/history.md}; 0 if it is not there. */
  public int row() {
    return row;
  }

  /** Which class of rule it breaks, as the table abbreviates it. */
  public String rule() {
    return rule;
  }

  /** What it does, in one line. */
  public String summary() {
    return summary;
  }
}
