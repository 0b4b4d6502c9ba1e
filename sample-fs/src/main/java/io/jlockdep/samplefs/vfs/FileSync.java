package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.tree.MetadataTree;
import java.io.IOException;
import java.util.Set;

/** fsync. */
final class FileSync {
  private final MetadataTree tree;
  private final BufferedIo buffered;
  private final boolean dioSem;

  FileSync(MetadataTree tree, BufferedIo buffered, Set<Behaviour> behaviours) {
    this.tree = tree;
    this.buffered = buffered;
    this.dioSem = behaviours.contains(Behaviour.DIO_SEM);
  }

  /**
   * Makes the file durable, data and metadata. The inode lock is held while the data is collected
   * and waited for, so that what is staged is one state of the file; it is given up before the
   * commit waits for the device, as btrfs gives it up before it syncs its log.
   *
   * @throws IOException on a device error
   */
  void syncFile(Inode inode) throws IOException {
    inode.inodeLock();
    long ticket;
    try {
      if (dioSem) {
        inode.dioSem.downWrite();
      }
      try {
        ticket = stageLocked(inode);
      } finally {
        if (dioSem) {
          inode.dioSem.upWrite();
        }
      }
    } finally {
      inode.inodeUnlock();
    }
    tree.commit(ticket);
  }

  private long stageLocked(Inode inode) throws IOException {
    buffered.writeBack(inode, 0, Long.MAX_VALUE);
    inode.ordered.waitForAll();
    inode.clearAttributesDirty();
    return tree.stage(inode.number(), inode.name(), inode.size(), inode.map);
  }

  /** How many blocks a file of so many bytes has. */
  static long blocksOf(long size) {
    return (size + BlockDevice.BLOCK - 1) / BlockDevice.BLOCK;
  }
}
