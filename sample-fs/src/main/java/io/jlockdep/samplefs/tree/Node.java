package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.nio.ByteBuffer;

/**
 * One metadata block: a header that says what the block is and where it belongs, a checksum over
 * all of it, and the payload.
 *
 * <pre>
 *  0 magic long | 8 crc32c int | 12 kind int | 16 image id long | 24 generation long
 * 32 own block long | 40 zeros | 64 payload
 * </pre>
 */
final class Node {
  static final int PAYLOAD = 64;
  static final int PAYLOAD_BYTES = BlockDevice.BLOCK - PAYLOAD;

  private static final long MAGIC = 0x5346534E4F444531L; // "SFSNODE1"
  private static final int CRC_AT = 8;

  /** Which tree a node belongs to. */
  enum Kind {
    /** Inodes, names, attributes and extents. */
    FILES(0),
    /** Checksums of data blocks. */
    CHECKSUMS(1),
    /** What fsync has made durable since the last commit. */
    LOG(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  private Node() {}

  /**
   * A new node with its header; the caller fills the payload from {@link #PAYLOAD} on and then
   * seals it.
   */
  static ByteBuffer create(Kind kind, long imageId, long generation, long block) {
    ByteBuffer node = AlignedBuffers.allocate(BlockDevice.BLOCK);
    node.putLong(0, MAGIC).putInt(12, kind.code).putLong(16, imageId).putLong(24, generation);
    node.putLong(32, block);
    return node;
  }

  /** Sets the checksum. Also used for superblocks, which keep theirs at the same place. */
  static void seal(ByteBuffer node) {
    node.putInt(CRC_AT, 0);
    node.putInt(CRC_AT, Checksums.crc32c(node, 0, BlockDevice.BLOCK));
  }

  /** Whether the checksum is that of the contents. */
  static boolean isSealed(ByteBuffer node) {
    int stored = node.getInt(CRC_AT);
    node.putInt(CRC_AT, 0);
    int computed = Checksums.crc32c(node, 0, BlockDevice.BLOCK);
    node.putInt(CRC_AT, stored);
    return stored == computed;
  }

  /** What is wrong with a node that was read from {@code block}; empty if nothing is. */
  static String defect(ByteBuffer node, Kind kind, Superblock superblock, long block) {
    if (node.getLong(0) != MAGIC) {
      return "is not a metadata block";
    }
    if (!isSealed(node)) {
      return "has a wrong checksum";
    }
    if (node.getInt(12) != kind.code
        || node.getLong(16) != superblock.imageId()
        || node.getLong(32) != block) {
      return "belongs elsewhere in the tree";
    }
    if (node.getLong(24) > superblock.generation()) {
      return "is newer than the superblock";
    }
    return "";
  }
}
