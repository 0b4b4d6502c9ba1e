package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.tree.BlockMap;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What can be done with a file ({@code file_operations}). */
final class FileOperations {
  private static final long MAX_SIZE = (long) BlockMap.MAX_BLOCKS * BlockDevice.BLOCK;

  private final DirectIo direct;
  private final BufferedIo buffered;
  private final FileSync sync;

  FileOperations(DirectIo direct, BufferedIo buffered, FileSync sync) {
    this.direct = direct;
    this.buffered = buffered;
    this.sync = sync;
  }

  /**
   * Writes the remaining bytes of the buffer.
   *
   * @return bytes, or an {@link Errno}
   * @throws IOException on a device error or when space runs out
   */
  long writeIter(Inode inode, Kiocb iocb, ByteBuffer from) throws IOException {
    if (Math.max(iocb.pos(), inode.size()) + from.remaining() > MAX_SIZE) {
      throw new IOException(inode + ": a file has " + MAX_SIZE + " bytes at most");
    }
    if (!from.hasRemaining()) {
      return 0;
    }
    if (iocb.has(Kiocb.Flag.DIRECT)) {
      return direct.write(inode, iocb, from);
    }
    if (iocb.has(Kiocb.Flag.NOWAIT)) {
      return Errno.EOPNOTSUPP;
    }
    long written = bufferedWrite(inode, iocb, from);
    if (iocb.has(Kiocb.Flag.DSYNC)) {
      syncFile(inode);
    }
    return written;
  }

  private long bufferedWrite(Inode inode, Kiocb iocb, ByteBuffer from) throws IOException {
    inode.inodeLock();
    try {
      if (iocb.has(Kiocb.Flag.APPEND)) {
        iocb.setPos(inode.size());
      }
      int written = buffered.writeLocked(inode, from, iocb.pos());
      iocb.setPos(iocb.pos() + written);
      return written;
    } finally {
      inode.inodeUnlock();
    }
  }

  /**
   * Reads until the buffer is full or the file ends.
   *
   * @return bytes, or an {@link Errno}
   */
  long readIter(Inode inode, Kiocb iocb, ByteBuffer to) throws IOException {
    if (!to.hasRemaining()) {
      return 0;
    }
    if (iocb.has(Kiocb.Flag.DIRECT) && DirectIo.isPossible(iocb, to)) {
      return direct.read(inode, iocb, to);
    }
    if (iocb.has(Kiocb.Flag.NOWAIT)) {
      return Errno.EOPNOTSUPP;
    }
    int read = buffered.read(inode, to, iocb.pos());
    iocb.setPos(iocb.pos() + read);
    return read;
  }

  /** See {@link FileSync#syncFile}. */
  void syncFile(Inode inode) throws IOException {
    sync.syncFile(inode);
  }

  /**
   * Cuts the file off or makes it longer, by a hole. Waits for direct IO, which must not find its
   * blocks gone.
   */
  void truncate(Inode inode, long size) throws IOException {
    if (size < 0 || size > MAX_SIZE) {
      throw new IOException(inode + ": a file has from 0 to " + MAX_SIZE + " bytes, not " + size);
    }
    inode.inodeLock();
    try {
      inode.dioCount.inodeDioWait();
      if (size < inode.size() && size % BlockDevice.BLOCK != 0) {
        buffered.zeroTailLocked(inode, size);
      }
      cutLocked(inode, size);
    } finally {
      inode.inodeUnlock();
    }
  }

  /**
   * The size changes first: a historic direct write that holds no inode lock must not map blocks
   * behind it any more.
   */
  private static void cutLocked(Inode inode, long size) {
    long firstGone = FileSync.blocksOf(size);
    ExtentLocks.Range range = inode.extents.lock(firstGone * BlockDevice.BLOCK, Long.MAX_VALUE);
    try {
      inode.setSize(size);
      inode.map.truncate(firstGone);
      inode.pages.drop(firstGone, Long.MAX_VALUE);
    } finally {
      inode.extents.unlock(range);
    }
  }
}
