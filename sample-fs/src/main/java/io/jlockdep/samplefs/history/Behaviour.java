package io.jlockdep.samplefs.history;

/**
 * One historic behaviour, selectable on its own: a flag that the filesystem asks for at the one
 * place where the code of then differs from the code of now.
 */
public enum Behaviour {
  /**
   * A direct write completes inside {@code iomapDioRw}, while the locks of the write are held. With
   * DSYNC the completion runs {@code genericWriteSync -> syncFile}, which takes the inode lock
   * again. Mended by splitting {@code iomapDioRw}: {@code iomapDioComplete} runs after the unlock
   * ("iomap: Allow filesystem to call iomap_dio_complete without i_rwsem" and "btrfs: Call
   * iomap_dio_complete() without inode_lock", 2020).
   */
  SYNC_UNDER_LOCK(
      3, "a direct DSYNC write syncs while it still holds its locks: inode_lock is taken again"),

  /**
   * Direct writes hold {@code dio_sem} for read, and within EOF hold it instead of the inode lock;
   * fsync takes it for write. Together with {@link #SYNC_UNDER_LOCK} a direct DSYNC write within
   * EOF asks for the write side of what it holds for read. Mended by "btrfs: Remove dio_sem"
   * (2020), after writes within EOF had been put under the shared inode lock.
   */
  DIO_SEM(4, "a direct write holds dio_sem for read and its own sync asks for it for write");

  private final int row;
  private final String summary;

  Behaviour(int row, String summary) {
    this.row = row;
    this.summary = summary;
  }

  /** Number of the behaviour in the table of the README. */
  public int row() {
    return row;
  }

  /** What it does, in one line. */
  public String summary() {
    return summary;
  }
}
