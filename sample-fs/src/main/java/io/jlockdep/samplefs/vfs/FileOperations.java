package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.Metadata;
import io.jlockdep.samplefs.tree.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What can be done with the contents of a file ({@code file_operations}). */
final class FileOperations {
  private final DirectIo direct;
  private final BufferedIo buffered;
  private final FileSync sync;
  private final WriteChecks checks;
  private final Metadata metadata;
  private final History history;

  FileOperations(
      DirectIo direct,
      BufferedIo buffered,
      FileSync sync,
      WriteChecks checks,
      Metadata metadata,
      History history) {
    this.direct = direct;
    this.buffered = buffered;
    this.sync = sync;
    this.checks = checks;
    this.metadata = metadata;
    this.history = history;
  }

  /**
   * Writes the remaining bytes.
   *
   * @return bytes, or an {@link Errno}
   * @throws IOException on a device error or when space runs out
   */
  long writeIter(Inode inode, Kiocb iocb, IovIter from, OpenFlags flags) throws IOException {
    if (!from.hasRemaining()) {
      return 0;
    }
    long written;
    if (iocb.has(Kiocb.Flag.DIRECT)) {
      written = direct.write(inode, iocb, from, flags);
    } else if (iocb.has(Kiocb.Flag.NOWAIT)) {
      written = Errno.EOPNOTSUPP;
    } else {
      written = bufferedWrite(inode, iocb, from);
      if (iocb.has(Kiocb.Flag.DSYNC)) {
        sync.syncFile(inode, flags);
      }
    }
    return written == Errno.EIOCBQUEUED ? written : iocb.finish(written);
  }

  private long bufferedWrite(Inode inode, Kiocb iocb, IovIter from) throws IOException {
    inode.inodeLock();
    try {
      checks.genericWriteChecks(inode, iocb, from);
      long written = 0;
      while (from.hasRemaining()) {
        ByteBuffer part = from.current();
        int wanted = part.remaining();
        int done = buffered.writeLocked(inode, part, iocb.pos() + written);
        written += done;
        if (done < wanted) {
          break;
        }
      }
      iocb.setPos(iocb.pos() + written);
      iocb.noteVolatile();
      return written;
    } finally {
      inode.inodeUnlock();
    }
  }

  /**
   * Reads until the buffers are full or the file ends.
   *
   * @return bytes, or an {@link Errno}
   */
  long readIter(Inode inode, Kiocb iocb, IovIter to, OpenFlags flags) throws IOException {
    if (!to.hasRemaining()) {
      return 0;
    }
    if (iocb.has(Kiocb.Flag.DIRECT) && DirectIo.isPossible(iocb, to)) {
      return direct.read(inode, iocb, to, flags);
    }
    if (iocb.has(Kiocb.Flag.NOWAIT)) {
      return Errno.EOPNOTSUPP;
    }
    long total = 0;
    while (to.hasRemaining()) {
      ByteBuffer part = to.current();
      int read = buffered.read(inode, part, iocb.pos() + total);
      total += read;
      if (part.hasRemaining()) {
        break;
      }
    }
    iocb.setPos(iocb.pos() + total);
    return total;
  }

  /** See {@link FileSync#syncFile}. */
  void syncFile(Inode inode, OpenFlags flags) throws IOException {
    sync.syncFile(inode, flags);
  }

  /** See {@link FileSync#quiesce}. */
  void quiesce(Inode inode, OpenFlags flags) throws IOException {
    sync.quiesce(inode, flags);
  }

  /**
   * Cuts the file off or makes it longer, by a hole. Waits for direct IO, which must not find its
   * blocks gone.
   */
  void truncate(Inode inode, long size) throws IOException {
    if (size < 0 || size > WriteChecks.MAX_SIZE) {
      throw new FsException(size < 0 ? ErrorCode.EINVAL : ErrorCode.EFBIG, inode.name());
    }
    inode.inodeLock();
    try {
      history.reached(History.Point.BEFORE_DIO_WAIT);
      inode.dioCount.inodeDioWait();
      if (size < inode.size() && size % BlockDevice.BLOCK != 0) {
        buffered.zeroTailLocked(inode, size);
      }
      cutLocked(inode, size);
    } finally {
      inode.inodeUnlock();
    }
  }

  /** The inode lock is held exclusively, and no direct IO is under way. */
  private void cutLocked(Inode inode, long size) {
    long firstGone = BlockMap.blocksOf(size);
    ExtentLocks.Range range = inode.extents.lock(firstGone * BlockDevice.BLOCK, Long.MAX_VALUE);
    try {
      inode.setSize(size);
      try (Transaction transaction = metadata.start()) {
        transaction.punch(inode.map, firstGone, Long.MAX_VALUE);
        transaction.putInode(inode.number(), inode.takeItem());
      }
      inode.pages.drop(firstGone, Long.MAX_VALUE);
    } finally {
      inode.extents.unlock(range);
    }
  }
}
