package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.TaskState;
import io.jlockdep.samplefs.tree.Commits;
import io.jlockdep.samplefs.tree.Metadata;
import io.jlockdep.samplefs.tree.Transaction;
import java.io.IOException;

/** fsync. */
final class FileSync {
  private final Metadata metadata;
  private final BufferedIo buffered;
  private final History history;

  FileSync(Metadata metadata, BufferedIo buffered, History history) {
    this.metadata = metadata;
    this.buffered = buffered;
    this.history = history;
  }

  /**
   * Makes the file durable, data and metadata. The inode lock is held while the data is collected
   * and waited for, so that what is staged is one state of the file; it is given up before the
   * commit waits for the device, as btrfs gives it up before it syncs its log.
   *
   * @param flags of the open file through which the caller came
   * @throws IOException on a device error
   */
  void syncFile(Inode inode, OpenFlags flags) throws IOException {
    if (isLockHeldByCaller(inode, flags)) {
      long layout = inode.layout();
      metadata.commits().syncLocked(collectLocked(inode));
      inode.noteDurable(layout);
      return;
    }
    inode.inodeLock();
    Commits.Ticket ticket;
    long layout;
    try {
      ticket = collectLocked(inode);
      layout = inode.layout();
    } finally {
      inode.inodeUnlock();
    }
    metadata.commits().sync(ticket);
    inode.noteDurable(layout);
  }

  /** See {@link Commits#announce}. */
  void announce(Inode inode) {
    metadata.commits().announce(inode.map);
  }

  /** See {@link Commits#withdraw}. */
  void withdraw(Inode inode) {
    metadata.commits().withdraw(inode.map);
  }

  /** Whether this thread holds the inode lock already, because it goes on to change the file. */
  private boolean isLockHeldByCaller(Inode inode, OpenFlags flags) {
    return history.has(Behaviour.SHARED_SKIP_FLAG)
        ? flags.skipInodeLock
        : TaskState.current().lockedInode() == inode;
  }

  private Commits.Ticket collectLocked(Inode inode) throws IOException {
    boolean dioSem = history.has(Behaviour.DIO_SEM);
    if (dioSem) {
      inode.dioSem.downWrite();
    }
    try {
      return stageLocked(inode);
    } finally {
      if (dioSem) {
        inode.dioSem.upWrite();
      }
    }
  }

  private Commits.Ticket stageLocked(Inode inode) throws IOException {
    settleLocked(inode);
    return metadata.commits().stage(inode.map);
  }

  /**
   * Brings data and attributes to where a commit finds them. The caller holds the inode lock
   * exclusively.
   */
  void settleLocked(Inode inode) throws IOException {
    buffered.writeBack(inode, 0, Long.MAX_VALUE);
    inode.ordered.waitForPublished();
    if (inode.areAttributesDirty()) {
      try (Transaction transaction = metadata.start()) {
        transaction.putInode(inode.number(), inode.takeItem());
      }
    }
  }

  /**
   * Returns when no direct IO is under way and all that was is on stable storage. The end of direct
   * IO alone does not mean that: a completion syncs after the count has fallen.
   */
  void quiesce(Inode inode, OpenFlags flags) throws IOException {
    inode.inodeLock();
    try {
      history.reached(History.Point.BEFORE_DIO_WAIT);
      inode.dioCount.inodeDioWait();
    } finally {
      inode.inodeUnlock();
    }
    if (!history.has(Behaviour.DIO_WAIT_IS_ENOUGH)) {
      syncFile(inode, flags);
    }
    inode.dioCount.assumeStable();
  }
}
