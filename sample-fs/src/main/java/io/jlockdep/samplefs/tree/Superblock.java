package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root of one state of the filesystem. Two slots, blocks 0 and 1, are written in turn (slot =
 * generation mod 2), so that the last good state survives a superblock that is torn half way.
 *
 * <pre>
 *  0 magic long | 8 crc32c int | 12 version int | 16 image id long | 24 generation long
 * 32 blocks long | 40 next inode int | 44 tables int | 64 block numbers of the table nodes, int each
 * </pre>
 *
 * @param imageId a random number that tells the metadata of this image from that of an earlier one
 *     in the same file
 * @param generation counts commits; the greater one is the newer state
 * @param blocks size of the filesystem
 * @param nextInode the next inode number to hand out
 * @param tables block number of each table node, 0 where there is none
 */
record Superblock(long imageId, long generation, long blocks, int nextInode, List<Integer> tables) {
  static final int SLOTS = 2;
  static final int MAX_TABLES = Node.PAYLOAD_BYTES / Integer.BYTES;

  private static final long MAGIC = 0x5346535355504552L; // "SFSSUPER"
  private static final int VERSION = 1;

  Superblock {
    tables = List.copyOf(tables);
  }

  /** Where this superblock goes. */
  long slot() {
    return generation % SLOTS;
  }

  void write(BlockDevice device) throws IOException {
    ByteBuffer buffer = AlignedBuffers.allocate(BlockDevice.BLOCK);
    buffer.putLong(0, MAGIC).putInt(12, VERSION).putLong(16, imageId).putLong(24, generation);
    buffer.putLong(32, blocks).putInt(40, nextInode).putInt(44, tables.size());
    for (int i = 0; i < tables.size(); i++) {
      buffer.putInt(Node.PAYLOAD + i * Integer.BYTES, tables.get(i));
    }
    Node.seal(buffer);
    device.write(slot(), buffer, true);
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

  static @Nullable Superblock read(BlockDevice device, long slot) throws IOException {
    if (slot >= device.blocks()) {
      return null;
    }
    ByteBuffer buffer = AlignedBuffers.allocate(BlockDevice.BLOCK);
    device.read(slot, buffer);
    int count = buffer.getInt(44);
    if (buffer.getLong(0) != MAGIC
        || !Node.isSealed(buffer)
        || buffer.getInt(12) != VERSION
        || buffer.getLong(24) % SLOTS != slot
        || count < 0
        || count > MAX_TABLES) {
      return null;
    }
    List<Integer> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tables.add(buffer.getInt(Node.PAYLOAD + i * Integer.BYTES));
    }
    return new Superblock(
        buffer.getLong(16), buffer.getLong(24), buffer.getLong(32), buffer.getInt(40), tables);
  }
}
