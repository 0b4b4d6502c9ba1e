package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Iomap;
import io.jlockdep.samplefs.io.IomapDio;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.io.TaskState;
import io.jlockdep.samplefs.tree.BlockMap;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes past the page cache: which locks they hold, and where they complete. Most of the
 * historic behaviours are asked for here, each where it made a difference.
 */
final class DirectIo {
  private final Iomap iomap;
  private final BufferedIo buffered;
  private final InodeMapping.Shared shared;
  private final WriteChecks checks;
  private final History history;

  DirectIo(Iomap iomap, BufferedIo buffered, InodeMapping.Shared shared, WriteChecks checks) {
    this.iomap = iomap;
    this.buffered = buffered;
    this.shared = shared;
    this.checks = checks;
    this.history = shared.history();
  }

  /**
   * How a write stands when its locks are given up.
   *
   * @param result bytes or an {@link Errno}; of no meaning while {@code dio} waits for its
   *     completion
   * @param dio a transfer that is to be completed without the locks
   * @param throughPages whether the bytes went through the page cache
   */
  private record Outcome(long result, @Nullable IomapDio dio, boolean throughPages) {
    static Outcome of(long result) {
      return new Outcome(result, null, false);
    }
  }

  /**
   * Whether position, length and address are whole blocks; what is not goes through the page cache.
   */
  static boolean isPossible(Kiocb iocb, IovIter iter) {
    return iocb.pos() % BlockDevice.BLOCK == 0 && iter.isAligned();
  }

  /**
   * The inode lock is held shared for all of it, so that a truncate need not wait for an endless
   * stream of readers.
   */
  long read(Inode inode, Kiocb iocb, IovIter to, OpenFlags flags) throws IOException {
    if (to.hasDuplicates() && !history.has(Behaviour.DUPLICATE_SEGMENTS)) {
      return Errno.EINVAL;
    }
    long total = 0;
    while (true) {
      long result = readOnce(inode, iocb, to, flags);
      if (result > 0) {
        total += result;
      } else if (result != Errno.EFAULT) {
        return total > 0 ? total : result;
      }
      if (!to.hasRemaining() || to.isResident()) {
        return total;
      }
      to.faultIn();
    }
  }

  private long readOnce(Inode inode, Kiocb iocb, IovIter to, OpenFlags flags) throws IOException {
    boolean locked = !history.has(Behaviour.UNLOCKED_READS);
    if (locked && !lock(inode, true, iocb)) {
      return iocb.refuse();
    }
    try {
      long available = BlockMap.blocksOf(inode.size()) * BlockDevice.BLOCK - iocb.pos();
      long length = Math.min(to.remaining(), available);
      return length <= 0 ? 0 : transferRead(inode, iocb, to, to.remaining(), length, flags);
    } finally {
      if (locked) {
        inode.inodeUnlockShared();
      }
    }
  }

  private long transferRead(
      Inode inode, Kiocb iocb, IovIter to, long locked, long length, OpenFlags flags)
      throws IOException {
    InodeMapping ops = new InodeMapping(inode, iocb, flags, shared, false, locked);
    IomapDio dio = iomap.__iomapDioRw(iocb, to, length, ops, false, iocb.isSync());
    return dio.status() == 0 ? iomap.iomapDioComplete(dio) : dio.status();
  }

  /**
   * Writes. The inode lock is shared for a write within EOF, exclusive for one that moves EOF. A
   * part of the source that is not in memory is faulted in without locks, and the write goes on
   * with the rest.
   *
   * @return bytes, or an {@link Errno}
   */
  long write(Inode inode, Kiocb iocb, IovIter from, OpenFlags flags) throws IOException {
    boolean hide =
        iocb.has(Kiocb.Flag.DSYNC)
            && (history.has(Behaviour.DSYNC_STUB) || history.has(Behaviour.LOST_SYNC));
    if (hide) {
      iocb.clearDsync();
      if (history.has(Behaviour.DSYNC_STUB)) {
        TaskState.current().setJournalInfo("BTRFS_DIO_SYNC_STUB");
      }
    }
    long total = 0;
    while (true) {
      long result = writeOnce(inode, iocb, from, flags);
      if (result > 0) {
        total += result;
      } else if (result != Errno.EFAULT) {
        total = total > 0 ? total : result;
        break;
      }
      if (!from.hasRemaining() || from.isResident()) {
        break;
      }
      if (total > 0) {
        iocb.notePartlyDone();
      }
      from.faultIn();
    }
    return hide ? syncHidden(inode, iocb, total, flags) : total;
  }

  /** Historic: who hid DSYNC from the generic code has to sync by himself. */
  private long syncHidden(Inode inode, Kiocb iocb, long written, OpenFlags flags)
      throws IOException {
    if (history.has(Behaviour.DSYNC_STUB)) {
      TaskState task = TaskState.current();
      if (task.journalInfo() == null) {
        iocb.restoreDsync();
      }
      task.clearJournalInfo();
    } else if (written > 0) {
      iocb.restoreDsync();
    }
    if (written > 0) {
      return iomap.genericWriteSync(iocb, ops(inode, iocb, flags, false), written);
    }
    return written;
  }

  private long writeOnce(Inode inode, Kiocb iocb, IovIter from, OpenFlags flags)
      throws IOException {
    Outcome outcome;
    if (history.has(Behaviour.DIO_SEM)) {
      outcome = writeUnderDioSem(inode, iocb, from, flags);
    } else if (history.has(Behaviour.UNLOCKED_CALLER) && !checks.movesEnd(inode, iocb, from)) {
      outcome = transfer(inode, iocb, from, flags, false);
    } else {
      outcome = writeUnderInodeLock(inode, iocb, from, flags);
    }
    if (outcome.dio() != null) {
      return iomap.iomapDioComplete(outcome.dio());
    }
    return outcome.result();
  }

  private Outcome writeUnderInodeLock(Inode inode, Kiocb iocb, IovIter from, OpenFlags flags)
      throws IOException {
    boolean shared = !needsExclusive(inode, iocb, from) && !history.has(Behaviour.EXCLUSIVE_WRITES);
    if (!shared && iocb.has(Kiocb.Flag.NOWAIT) && history.has(Behaviour.NOWAIT_EXTEND_REFUSED)) {
      return Outcome.of(iocb.refuse());
    }
    while (true) {
      history.reached(History.Point.SIZE_COMPARED);
      if (!lock(inode, shared, iocb)) {
        return Outcome.of(iocb.refuse());
      }
      boolean keepLock = false;
      try {
        checks.genericWriteChecks(inode, iocb, from);
        // The size may have changed before the lock was taken: then the exclusive lock is needed.
        boolean fits =
            !shared
                || history.has(Behaviour.SIZE_NOT_RECHECKED)
                || !checks.movesEnd(inode, iocb, from);
        if (fits) {
          Outcome outcome = transfer(inode, iocb, from, flags, !shared);
          keepLock = history.has(Behaviour.LOCK_NOT_RELEASED);
          if (outcome.result() != Errno.ENOTBLK) {
            return outcome;
          }
          if (keepLock) {
            inode.inodeLock();
          }
          if (history.has(Behaviour.FALLBACK_GAP)) {
            unlock(inode, shared);
            history.reached(History.Point.FALLING_BACK);
            inode.inodeLock();
            shared = false;
          }
          if (!shared) {
            return throughPages(inode, iocb, from, flags);
          }
        }
      } finally {
        if (!keepLock) {
          unlock(inode, shared);
        }
      }
      shared = false;
    }
  }

  /** The write path as it was with {@link Behaviour#DIO_SEM}. */
  private Outcome writeUnderDioSem(Inode inode, Kiocb iocb, IovIter from, OpenFlags flags)
      throws IOException {
    if (!lock(inode, false, iocb)) {
      return Outcome.of(iocb.refuse());
    }
    try {
      checks.genericWriteChecks(inode, iocb, from);
      Outcome outcome =
          transferUnderDioSem(inode, iocb, from, flags, !checks.movesEnd(inode, iocb, from));
      return outcome.result() == Errno.ENOTBLK ? throughPages(inode, iocb, from, flags) : outcome;
    } finally {
      inode.inodeUnlock();
    }
  }

  private Outcome transferUnderDioSem(
      Inode inode, Kiocb iocb, IovIter from, OpenFlags flags, boolean dropInodeLock)
      throws IOException {
    if (dropInodeLock) {
      inode.inodeUnlock();
    }
    try {
      if (!iocb.has(Kiocb.Flag.NOWAIT)) {
        inode.dioSem.downRead();
      } else if (!inode.dioSem.tryDownRead()) {
        iocb.noteWouldBlock();
        return Outcome.of(iocb.refuse());
      }
      try {
        return transfer(inode, iocb, from, flags, !dropInodeLock);
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
  private Outcome transfer(
      Inode inode, Kiocb iocb, IovIter from, OpenFlags flags, boolean mayExtend)
      throws IOException {
    if (!isPossible(iocb, from)) {
      if (iocb.has(Kiocb.Flag.NOWAIT)) {
        iocb.noteWouldBlock();
        return Outcome.of(iocb.refuse());
      }
      return Outcome.of(Errno.ENOTBLK);
    }
    long end = iocb.pos() + from.remaining();
    if (history.has(Behaviour.APPEND_TWICE) && mayExtend && end > inode.size()) {
      // As the mapping of then, which was one for all of the write.
      inode.setSize(end);
    }
    InodeMapping ops = ops(inode, iocb, flags, mayExtend);
    if (history.has(Behaviour.SYNC_UNDER_LOCK)) {
      return Outcome.of(iomap.iomapDioRw(iocb, from, ops, true, iocb.isSync()));
    }
    boolean announced = iocb.isSync() && iocb.has(Kiocb.Flag.DSYNC);
    if (announced) {
      shared.sync().announce(inode);
    }
    boolean willSync = false;
    try {
      IomapDio dio = iomap.__iomapDioRw(iocb, from, from.remaining(), ops, true, iocb.isSync());
      willSync = dio.status() == 0 && dio.needsSync();
      return dio.status() == 0 ? new Outcome(0, dio, false) : Outcome.of(dio.status());
    } finally {
      if (announced && !willSync) {
        shared.sync().withdraw(inode);
      }
    }
  }

  /**
   * What cannot be written directly: through the page cache, and on to the device, where direct
   * readers see it. The lock is kept for all of it, the sync too: nobody may write in between.
   */
  private Outcome throughPages(Inode inode, Kiocb iocb, IovIter from, OpenFlags flags)
      throws IOException {
    long pos = iocb.pos();
    long written = 0;
    while (from.hasRemaining()) {
      from.faultIn();
      written += buffered.writeLocked(inode, from.current(), pos + written);
    }
    iocb.setPos(pos + written);
    long firstBlock = pos / BlockDevice.BLOCK;
    long endBlock = BlockMap.blocksOf(pos + written);
    iocb.noteVolatile();
    buffered.writeBack(inode, firstBlock, endBlock);
    inode.pages.invalidate(firstBlock, endBlock);
    if (iocb.has(Kiocb.Flag.DSYNC)) {
      syncUnderLock(inode, iocb, written, flags);
    }
    return new Outcome(written, null, true);
  }

  private void syncUnderLock(Inode inode, Kiocb iocb, long written, OpenFlags flags)
      throws IOException {
    TaskState task = TaskState.current();
    task.setLockedInode(inode);
    flags.skipInodeLock = true;
    try {
      history.reached(History.Point.LOCK_HELD_BY_CALLER);
      iomap.genericWriteSync(iocb, ops(inode, iocb, flags, false), written);
    } finally {
      flags.skipInodeLock = false;
      task.setLockedInode(null);
    }
  }

  private InodeMapping ops(Inode inode, Kiocb iocb, OpenFlags flags, boolean mayExtend) {
    return new InodeMapping(inode, iocb, flags, shared, mayExtend, 0);
  }

  private static boolean needsExclusive(Inode inode, Kiocb iocb, IovIter from) {
    return iocb.has(Kiocb.Flag.APPEND) || !inode.endsWithinFile(iocb.pos(), from.remaining());
  }

  private static boolean lock(Inode inode, boolean shared, Kiocb iocb) {
    if (iocb.has(Kiocb.Flag.NOWAIT)) {
      boolean got = shared ? inode.inodeTryLockShared() : inode.inodeTryLock();
      if (!got) {
        iocb.noteWouldBlock();
      }
      return got;
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
