package io.jlockdep.samplefs.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What direct IO asks of the filesystem, for one operation on one file ({@code iomap_ops}, {@code
 * iomap_dio_ops} and {@code fsync}).
 */
public interface IomapOps {
  /**
   * Before the first mapping: space is reserved for a write, and the page cache made to agree with
   * the disk for these bytes: dirty pages are written, and for a write all pages are dropped.
   *
   * @return 0, {@link Errno#ENOTBLK} if a page cannot be dropped, {@link Errno#EAGAIN} if it would
   *     have to wait
   */
  long prepare(long pos, long length, boolean write, boolean nowait) throws IOException;

  /**
   * Locks the first part of the range and maps it; for a write this may take new disk blocks.
   *
   * @return the mapping, which may be shorter than asked for; null if it would have to wait and
   *     {@code nowait} forbids it
   */
  @Nullable Mapping iomapBegin(long pos, int length, boolean write, boolean nowait)
      throws IOException;

  /** After the last mapping: gives back what is left of the reservation. */
  void mappedAll();

  /**
   * The transfer of a mapping is over: for a write the block map changes, and the range is
   * unlocked. Called by the thread that did the transfer, which takes no lock above the range locks
   * in here.
   *
   * @param crcs for a write that succeeded the checksum of each block, else null
   */
  void endBio(Mapping mapping, boolean write, int @Nullable [] crcs);

  /** The operation is over but for its sync ({@code end_io}); in the submitter or in a worker. */
  void dioEnded(Kiocb iocb, long result) throws IOException;

  /** The size of the file in bytes, now. */
  long size();

  DioCount dioCount();

  /** Makes the file durable; takes the inode lock. */
  void syncFile() throws IOException;
}
