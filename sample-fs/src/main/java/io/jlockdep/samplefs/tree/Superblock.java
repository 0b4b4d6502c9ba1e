package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The root of one state of the filesystem. Two slots, blocks 0 and 1, are written in turn (slot =
 * generation mod 2), so that the last good state survives a superblock that is torn half way.
 *
 * <pre>
 *  0 magic long | 8 crc32c int | 12 version int | 16 image id long | 24 generation long
 * 32 blocks long | 40 next inode long | 48 roots of the file, checksum and log tree, int each
 * </pre>
 *
 * @param imageId a random number that tells the metadata of this image from that of an earlier one
 *     in the same file
 * @param generation counts superblocks, that is commits and log syncs; the greater one is newer
 * @param blocks size of the filesystem
 * @param nextInode the next inode number to hand out
 * @param fileRoot block of the root of the file tree
 * @param checksumRoot block of the root of the checksum tree
 * @param logRoot block of the root of the log tree; 0 if nothing was logged since the commit
 */
record Superblock(
    long imageId,
    long generation,
    long blocks,
    long nextInode,
    int fileRoot,
    int checksumRoot,
    int logRoot) {
  static final int SLOTS = 2;

  private static final long MAGIC = 0x5346535355504552L; // "SFSSUPER"
  private static final int VERSION = 2;

  /** The superblock after this one, with the same trees. */
  Superblock next() {
    return new Superblock(
        imageId, generation + 1, blocks, nextInode, fileRoot, checksumRoot, logRoot);
  }

  Superblock withTrees(int files, int checksums, long inode) {
    return new Superblock(imageId, generation, blocks, inode, files, checksums, 0);
  }

  Superblock withLog(int root) {
    return new Superblock(imageId, generation, blocks, nextInode, fileRoot, checksumRoot, root);
  }

  /** Writes it to its slot, on stable storage. */
  void write(BlockDevice device) throws IOException {
    ByteBuffer buffer = AlignedBuffers.allocate(BlockDevice.BLOCK);
    buffer.putLong(0, MAGIC).putInt(12, VERSION).putLong(16, imageId).putLong(24, generation);
    buffer.putLong(32, blocks).putLong(40, nextInode);
    buffer.putInt(48, fileRoot).putInt(52, checksumRoot).putInt(56, logRoot);
    Node.seal(buffer);
    device.write(generation % SLOTS, buffer, true);
  }

  /**
   * The newest superblock that is whole; null if there is none, that is: if this is not an image of
   * ours.
   */
  static @Nullable Superblock newest(BlockDevice device) throws IOException {
    Superblock newest = null;
    for (int slot = 0; slot < SLOTS; slot++) {
      Superblock found = read(device, slot);
      if (found != null && (newest == null || found.generation > newest.generation)) {
        newest = found;
      }
    }
    return newest;
  }

  /**
   * As {@link #newest}, where there must be one.
   *
   * @throws CorruptImageException if there is none
   */
  static Superblock require(BlockDevice device) throws IOException {
    Superblock superblock = newest(device);
    if (superblock == null) {
      throw new CorruptImageException("not a sample-fs image (no superblock)");
    }
    return superblock;
  }

  private static @Nullable Superblock read(BlockDevice device, long slot) throws IOException {
    if (slot >= device.blocks()) {
      return null;
    }
    ByteBuffer buffer = AlignedBuffers.allocate(BlockDevice.BLOCK);
    device.read(slot, buffer);
    if (buffer.getLong(0) != MAGIC
        || !Node.isSealed(buffer)
        || buffer.getInt(12) != VERSION
        || buffer.getLong(24) % SLOTS != slot) {
      return null;
    }
    return new Superblock(
        buffer.getLong(16),
        buffer.getLong(24),
        buffer.getLong(32),
        buffer.getLong(40),
        buffer.getInt(48),
        buffer.getInt(52),
        buffer.getInt(56));
  }
}
