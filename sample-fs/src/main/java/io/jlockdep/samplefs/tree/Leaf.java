package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;

/**
 * Disk block (0: a hole) and checksum of {@link #SPAN} neighbouring blocks of a file.
 *
 * @param disk block numbers; not changed after construction
 * @param crc CRC32C of the contents of each block; not changed after construction
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a million entries must not be boxed
record Leaf(int[] disk, int[] crc) {
  /** Blocks of a file that one leaf describes. */
  static final int SPAN = Node.PAYLOAD_BYTES / (2 * Integer.BYTES);

  void encode(ByteBuffer node) {
    for (int i = 0; i < SPAN; i++) {
      node.putInt(Node.PAYLOAD + i * 8, disk[i]).putInt(Node.PAYLOAD + i * 8 + 4, crc[i]);
    }
  }

  static Leaf decode(ByteBuffer node) {
    Leaf leaf = new Leaf(new int[SPAN], new int[SPAN]);
    for (int i = 0; i < SPAN; i++) {
      leaf.disk[i] = node.getInt(Node.PAYLOAD + i * 8);
      leaf.crc[i] = node.getInt(Node.PAYLOAD + i * 8 + 4);
    }
    return leaf;
  }

  boolean isEmpty() {
    for (int block : disk) {
      if (block != 0) {
        return false;
      }
    }
    return true;
  }
}
