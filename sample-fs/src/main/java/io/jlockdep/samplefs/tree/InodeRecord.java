package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an inode node holds.
 *
 * <pre>
 * payload: 0 size long | 8 name length int | 12 leaves int | 16 name (255 bytes of UTF-8 at most) | 272 leaves, int each
 * </pre>
 *
 * @param size bytes of the file
 * @param leaves block number of each leaf, 0 where the whole stretch is a hole
 */
record InodeRecord(String name, long size, List<Integer> leaves) {
  static final int MAX_NAME = 255;
  private static final int LEAVES_AT = Node.PAYLOAD + 272;
  static final int MAX_LEAVES = (Node.PAYLOAD_BYTES - 272) / Integer.BYTES;

  InodeRecord {
    leaves = List.copyOf(leaves);
  }

  void encode(ByteBuffer node) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    node.putLong(Node.PAYLOAD, size);
    node.putInt(Node.PAYLOAD + 8, bytes.length).putInt(Node.PAYLOAD + 12, leaves.size());
    node.put(Node.PAYLOAD + 16, bytes);
    for (int i = 0; i < leaves.size(); i++) {
      node.putInt(LEAVES_AT + i * Integer.BYTES, leaves.get(i));
    }
  }

  /**
   * @throws CorruptImageException if the lengths cannot be
   */
  static InodeRecord decode(ByteBuffer node) throws CorruptImageException {
    int nameBytes = node.getInt(Node.PAYLOAD + 8);
    int count = node.getInt(Node.PAYLOAD + 12);
    long size = node.getLong(Node.PAYLOAD);
    if (nameBytes < 1 || nameBytes > MAX_NAME || count < 0 || count > MAX_LEAVES || size < 0) {
      throw new CorruptImageException("has lengths that cannot be");
    }
    byte[] bytes = new byte[nameBytes];
    node.get(Node.PAYLOAD + 16, bytes);
    List<Integer> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(node.getInt(LEAVES_AT + i * Integer.BYTES));
    }
    return new InodeRecord(new String(bytes, StandardCharsets.UTF_8), size, leaves);
  }
}
