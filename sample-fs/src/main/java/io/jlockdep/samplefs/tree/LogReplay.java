package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a mount does with the log: every inode in it gets the attributes and the extents that it had
 * at its last fsync. Names are never in the log; what concerns them is committed.
 */
final class LogReplay {
  private LogReplay() {}

  private static List<BTree.Item> items(BTree log) {
    return log.range(new byte[0], Keys.of(-1L, Byte.MAX_VALUE));
  }

  /**
   * Checks the entries of a log.
   *
   * @param inodes those of the committed state
   * @param used gets the blocks that the extents of the log use; the committed state may use some
   *     of them too, an unwritten extent for example that has been written since
   */
  static void check(
      BTree log, Map<Long, InodeItem> inodes, long blocks, BitSet used, Consumer<String> problems) {
    for (BTree.Item item : items(log)) {
      long owner = Keys.owner(item.key());
      switch (Keys.kind(item.key())) {
        case Keys.INODE -> {
          if (!inodes.containsKey(owner) || InodeItem.decode(item.value()) == null) {
            problems.accept("the log has an inode " + owner + " that cannot be");
          }
        }
        case Keys.EXTENT -> {
          Extent extent = Extent.decode(item.value());
          if (extent == null
              || !inodes.containsKey(owner)
              || (!extent.isHole()
                  && (extent.disk() < Superblock.SLOTS
                      || extent.disk() + extent.count() > blocks))) {
            problems.accept("the log has an extent of inode " + owner + " that cannot be");
          } else if (!extent.isHole()) {
            used.set((int) extent.disk(), (int) extent.disk() + extent.count());
          }
        }
        case Keys.CHECKSUM -> {
          if (item.value().length != Integer.BYTES) {
            problems.accept("the log has a checksum that cannot be");
          }
        }
        default -> problems.accept("the log has an entry that it cannot have");
      }
    }
  }

  /** Applies a log that was checked. */
  static void replay(BTree log, Metadata metadata) {
    try (Transaction transaction = metadata.start()) {
      for (BTree.Item item : items(log)) {
        long owner = Keys.owner(item.key());
        switch (Keys.kind(item.key())) {
          case Keys.INODE -> {
            InodeItem inode = InodeItem.decode(item.value());
            if (inode != null) {
              transaction.putInode(owner, inode);
            }
          }
          case Keys.EXTENT -> replayExtent(transaction, metadata, log, item);
          default -> {
            // CHECKSUM: goes with its extent
          }
        }
      }
    }
  }

  private static void replayExtent(
      Transaction transaction, Metadata metadata, BTree log, BTree.Item item) {
    BlockMap map = metadata.blockMap(Keys.owner(item.key()));
    long block = Keys.number(item.key());
    Extent extent = ExtentItems.of(item);
    if (extent.isHole()) {
      transaction.punch(map, block, block + extent.count());
      return;
    }
    int[] crcs = new int[extent.count()];
    for (int i = 0; i < crcs.length; i++) {
      byte[] crc = log.get(Keys.of(0, Keys.CHECKSUM, extent.disk() + i));
      if (crc == null) {
        crcs = new int[0];
      } else {
        crcs[i] = ByteBuffer.wrap(crc).getInt();
      }
    }
    transaction.map(map, block, extent, crcs, Long.MAX_VALUE);
  }
}
