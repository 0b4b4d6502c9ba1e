package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.io.TaskState;
import io.jlockdep.samplefs.tree.BlockMap;
import java.io.IOException;

/** What every write begins with, under the inode lock. */
final class WriteChecks {
  static final long MAX_SIZE = BlockMap.MAX_BLOCKS * BlockDevice.BLOCK;

  private final History history;

  WriteChecks(History history) {
    this.history = history;
  }

  /**
   * Finds the position of an append, and checks that the file may become so large.
   *
   * @throws FsException EFBIG if it may not
   */
  void genericWriteChecks(Inode inode, Kiocb iocb, IovIter from) throws IOException {
    if (history.has(Behaviour.STALE_POSITION)) {
      long early = iocb.usePosition();
      position(inode, iocb);
      iocb.setPos(early);
    } else {
      position(inode, iocb);
      iocb.usePosition();
    }
    writeCheck(inode, iocb, from);
  }

  private void position(Inode inode, Kiocb iocb) {
    boolean again = history.has(Behaviour.APPEND_TWICE) && iocb.isPartlyDone();
    if (iocb.has(Kiocb.Flag.APPEND) && (!iocb.isPartlyDone() || again)) {
      iocb.positionForAppend(inode.size());
    }
  }

  /** The task may write to this device even when others are throttled; until the write ends. */
  private void writeCheck(Inode inode, Kiocb iocb, IovIter from) throws IOException {
    TaskState task = TaskState.current();
    task.setBackingDevInfo(inode.map);
    try {
      expand(inode, iocb.pos() + from.remaining());
    } catch (FsException e) {
      if (!history.has(Behaviour.BACKING_DEV_KEPT)) {
        task.clearBackingDevInfo();
      }
      throw e;
    }
    task.clearBackingDevInfo();
  }

  private static void expand(Inode inode, long end) throws FsException {
    if (end > MAX_SIZE || end < 0) {
      throw new FsException(ErrorCode.EFBIG, inode.name());
    }
  }

  /** Whether the write moves the end of the file; for good only under the inode lock. */
  boolean movesEnd(Inode inode, Kiocb iocb, IovIter from) {
    return !inode.endsWithinFile(iocb.pos(), from.remaining());
  }
}
