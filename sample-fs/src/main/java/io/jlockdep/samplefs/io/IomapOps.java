package io.jlockdep.samplefs.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What direct IO asks of the filesystem, for one file ({@code iomap_ops}, {@code iomap_dio_ops} and
 * {@code fsync}).
 */
public interface IomapOps {
  /**
   * Makes the page cache agree with the disk for these bytes before a direct transfer: dirty pages
   * are written, and for a write all pages are dropped.
   *
   * @return 0, {@link Errno#ENOTBLK} if a page cannot be dropped, {@link Errno#EAGAIN} if it would
   *     have to wait
   */
  long preparePages(long pos, int length, boolean write, boolean nowait) throws IOException;

  /**
   * Locks the first part of the range and maps it; for a write this takes new disk blocks.
   *
   * @return the mapping, which may be shorter than asked for; null if it would have to wait and
   *     {@code nowait} forbids it
   * @throws IOException if there is no space
   */
  @Nullable Mapping iomapBegin(long pos, int length, boolean write, boolean nowait)
      throws IOException;

  /**
   * The transfer of a mapping is over: for a write the block map changes, and the range is
   * unlocked. Called by the thread that did the transfer, which takes no lock above the range locks
   * in here.
   *
   * @param crcs for a write that succeeded the checksum of each block, else null
   */
  void endBio(Mapping mapping, boolean write, int @Nullable [] crcs);

  /** The size of the file in bytes, now. */
  long size();

  DioCount dioCount();

  /** Makes the file durable; takes the inode lock. */
  void syncFile() throws IOException;
}
