package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.Extent;
import io.jlockdep.samplefs.tree.Metadata;
import io.jlockdep.samplefs.tree.Reservation;
import io.jlockdep.samplefs.tree.SpaceMap;
import io.jlockdep.samplefs.tree.Transaction;

/**
 * Where written blocks go. A block gets a new place with every write; blocks that were
 * preallocated, and those of a file without copy-on-write, are written where they are. The caller
 * holds the range lock.
 */
final class Placement {
  /**
   * A place for some blocks.
   *
   * @param inPlace whether the file has these blocks already
   * @param overwrite whether nothing in the trees changes when they are written
   */
  record Place(long disk, int count, boolean inPlace, boolean overwrite) {}

  private final Metadata metadata;

  Placement(Metadata metadata) {
    this.metadata = metadata;
  }

  /** A place for the first blocks of {@code count}, which are reserved. */
  Place find(Inode inode, long block, int count, Reservation reservation) {
    Extent extent = inode.map.lookup(block, count).extent();
    boolean overwrite = extent.isData() && inode.item().noCow();
    if (overwrite || extent.kind() == Extent.Kind.UNWRITTEN) {
      return new Place(extent.disk(), extent.count(), true, overwrite);
    }
    SpaceMap.Run run = metadata.space().allocate(reservation, extent.count());
    return new Place(run.start(), run.count(), false, false);
  }

  /** The blocks are written: they become part of the file, unless a truncate came first. */
  void written(Inode inode, long block, long disk, boolean inPlace, int[] crcs) {
    inode.map.noteWritten();
    if (inPlace && isOverwrite(inode, block)) {
      return;
    }
    long limit = BlockMap.blocksOf(inode.size());
    int count = inPlace ? (int) Math.max(0, Math.min(crcs.length, limit - block)) : crcs.length;
    if (count > 0) {
      inode.noteLayoutChange();
      Extent extent = new Extent(Extent.Kind.DATA, disk, count);
      try (Transaction transaction = metadata.start()) {
        transaction.map(inode.map, block, extent, inode.item().noCow() ? new int[0] : crcs, limit);
        transaction.putInode(inode.number(), inode.takeItem());
      }
    }
  }

  /** Whether a write of this block, in place, leaves the trees as they are. */
  static boolean isOverwrite(Inode inode, long block) {
    return inode.item().noCow() && inode.map.lookup(block, 1).extent().isData();
  }

  /** The write failed: a new place is free again. */
  void failed(long disk, boolean inPlace, int count) {
    if (!inPlace) {
      metadata.space().drop(disk, count);
    }
  }
}
