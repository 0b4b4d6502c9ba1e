package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Iomap;
import io.jlockdep.samplefs.io.IomapDio;
import io.jlockdep.samplefs.io.IomapOps;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.tree.SpaceMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes past the page cache: which locks they hold, and where they complete. The two
 * historic behaviours are asked for here, each where it made a difference.
 */
final class DirectIo {
  private final Iomap iomap;
  private final BufferedIo buffered;
  private final SpaceMap space;
  private final FileSync sync;
  private final boolean syncUnderLock;
  private final boolean dioSem;

  DirectIo(
      Iomap iomap, BufferedIo buffered, SpaceMap space, FileSync sync, Set<Behaviour> behaviours) {
    this.iomap = iomap;
    this.buffered = buffered;
    this.space = space;
    this.sync = sync;
    this.syncUnderLock = behaviours.contains(Behaviour.SYNC_UNDER_LOCK);
    this.dioSem = behaviours.contains(Behaviour.DIO_SEM);
  }

  /**
   * How a write stands when its locks are given up.
   *
   * @param result bytes or an {@link Errno}; of no meaning while {@code dio} waits for its
   *     completion
   * @param dio a transfer that is to be completed without the locks
   * @param throughPages whether the bytes went through the page cache, which has not synced them
   *     yet
   */
  private record Outcome(long result, @Nullable IomapDio dio, boolean throughPages) {
    static Outcome of(long result) {
      return new Outcome(result, null, false);
    }
  }

  /**
   * Whether position, length and address are whole blocks; what is not goes through the page cache.
   */
  static boolean isPossible(Kiocb iocb, ByteBuffer buffer) {
    return iocb.pos() % BlockDevice.BLOCK == 0 && AlignedBuffers.isAligned(buffer);
  }

  /**
   * The inode lock is held shared for all of it, so that a truncate need not wait for an endless
   * stream of readers.
   */
  long read(Inode inode, Kiocb iocb, ByteBuffer to) throws IOException {
    if (!lock(inode, true, iocb.has(Kiocb.Flag.NOWAIT))) {
      return Errno.EAGAIN;
    }
    int limit = to.limit();
    try {
      long available = FileSync.blocksOf(inode.size()) * BlockDevice.BLOCK - iocb.pos();
      if (available <= 0) {
        return 0;
      }
      to.limit((int) Math.min(limit, to.position() + available));
      return iomap.iomapDioRw(iocb, to, ops(inode, false), false, iocb.isSync());
    } finally {
      to.limit(limit);
      unlock(inode, true);
    }
  }

  /**
   * Writes. The inode lock is shared for a write within EOF, exclusive for one that moves EOF; with
   * {@link Behaviour#DIO_SEM} it is exclusive at first and then given up within EOF, where {@code
   * dio_sem} takes its place.
   *
   * @return bytes, or an {@link Errno}
   */
  long write(Inode inode, Kiocb iocb, ByteBuffer from) throws IOException {
    Outcome outcome =
        dioSem ? writeUnderDioSem(inode, iocb, from) : writeUnderInodeLock(inode, iocb, from);
    if (outcome.dio() != null) {
      return iomap.iomapDioComplete(outcome.dio());
    }
    return outcome.throughPages()
        ? iomap.genericWriteSync(iocb, ops(inode, false), outcome.result())
        : outcome.result();
  }

  private Outcome writeUnderInodeLock(Inode inode, Kiocb iocb, ByteBuffer from) throws IOException {
    boolean shared = !iocb.has(Kiocb.Flag.APPEND) && endsWithinFile(inode, iocb, from);
    while (true) {
      if (!lock(inode, shared, iocb.has(Kiocb.Flag.NOWAIT))) {
        return Outcome.of(Errno.EAGAIN);
      }
      try {
        positionAppend(inode, iocb);
        // The size may have changed before the lock was taken: then the exclusive lock is needed.
        if (!shared || endsWithinFile(inode, iocb, from)) {
          Outcome outcome = transfer(inode, iocb, from, !shared);
          if (outcome.result() != Errno.ENOTBLK) {
            return outcome;
          }
          if (!shared) {
            return throughPages(inode, iocb, from);
          }
        }
      } finally {
        unlock(inode, shared);
      }
      shared = false;
    }
  }

  /** The write path as it was with {@link Behaviour#DIO_SEM}. */
  private Outcome writeUnderDioSem(Inode inode, Kiocb iocb, ByteBuffer from) throws IOException {
    if (!lock(inode, false, iocb.has(Kiocb.Flag.NOWAIT))) {
      return Outcome.of(Errno.EAGAIN);
    }
    try {
      positionAppend(inode, iocb);
      Outcome outcome = transferUnderDioSem(inode, iocb, from, endsWithinFile(inode, iocb, from));
      return outcome.result() == Errno.ENOTBLK ? throughPages(inode, iocb, from) : outcome;
    } finally {
      inode.inodeUnlock();
    }
  }

  private Outcome transferUnderDioSem(
      Inode inode, Kiocb iocb, ByteBuffer from, boolean dropInodeLock) throws IOException {
    if (dropInodeLock) {
      inode.inodeUnlock();
    }
    try {
      if (!iocb.has(Kiocb.Flag.NOWAIT)) {
        inode.dioSem.downRead();
      } else if (!inode.dioSem.tryDownRead()) {
        return Outcome.of(Errno.EAGAIN);
      }
      try {
        return transfer(inode, iocb, from, !dropInodeLock);
      } finally {
        inode.dioSem.upRead();
      }
    } finally {
      if (dropInodeLock) {
        inode.inodeLock();
      }
    }
  }

  /** The transfer itself, under the locks of the write. */
  private Outcome transfer(Inode inode, Kiocb iocb, ByteBuffer from, boolean mayExtend)
      throws IOException {
    if (!isPossible(iocb, from)) {
      return Outcome.of(iocb.has(Kiocb.Flag.NOWAIT) ? Errno.EAGAIN : Errno.ENOTBLK);
    }
    IomapOps ops = ops(inode, mayExtend);
    if (syncUnderLock) {
      return Outcome.of(iomap.iomapDioRw(iocb, from, ops, true, iocb.isSync()));
    }
    IomapDio dio = iomap.__iomapDioRw(iocb, from, ops, true, iocb.isSync());
    return dio.status() == 0 ? new Outcome(0, dio, false) : Outcome.of(dio.status());
  }

  /**
   * What cannot be written directly: through the page cache, and on to the device, where direct
   * readers see it.
   */
  private Outcome throughPages(Inode inode, Kiocb iocb, ByteBuffer from) throws IOException {
    long pos = iocb.pos();
    int written = buffered.writeLocked(inode, from, pos);
    iocb.setPos(pos + written);
    long firstBlock = pos / BlockDevice.BLOCK;
    long endBlock = FileSync.blocksOf(pos + written);
    buffered.writeBack(inode, firstBlock, endBlock);
    inode.pages.invalidate(firstBlock, endBlock);
    return new Outcome(written, null, true);
  }

  private InodeMapping ops(Inode inode, boolean mayExtend) {
    return new InodeMapping(inode, buffered, space, sync, mayExtend);
  }

  private static void positionAppend(Inode inode, Kiocb iocb) {
    if (iocb.has(Kiocb.Flag.APPEND)) {
      iocb.setPos(inode.size());
    }
  }

  private static boolean endsWithinFile(Inode inode, Kiocb iocb, ByteBuffer from) {
    return iocb.pos() + from.remaining() <= inode.size();
  }

  private static boolean lock(Inode inode, boolean shared, boolean nowait) {
    if (nowait) {
      return shared ? inode.inodeTryLockShared() : inode.inodeTryLock();
    }
    if (shared) {
      inode.inodeLockShared();
    } else {
      inode.inodeLock();
    }
    return true;
  }

  private static void unlock(Inode inode, boolean shared) {
    if (shared) {
      inode.inodeUnlockShared();
    } else {
      inode.inodeUnlock();
    }
  }
}
