package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link BTree} in memory. A leaf (level 0) has values, a node above has children; key
 * {@code i} of such a node is a lower bound of all keys under child {@code i}.
 *
 * <pre>
 * payload: 0 level int | 4 count int | 8 entries, each: key length short, key, and then
 *          in a leaf: value length short, value; above: block of the child int
 * </pre>
 */
final class TreeNode {
  /** Bytes that the entries of one node may take. */
  static final int CAPACITY = Node.PAYLOAD_BYTES - 8;

  /** Greatest size of key and value together: three entries fit, so that every node can split. */
  static final int MAX_ITEM = CAPACITY / 3 - 4;

  final int level;
  final List<byte[]> keys = new ArrayList<>();
  final List<byte[]> values = new ArrayList<>();
  final List<TreeNode> children = new ArrayList<>();

  /** Where it was last written; 0 if it has never been. */
  int block;

  /** Whether it differs from what is in its block. */
  boolean dirty = true;

  TreeNode(int level) {
    this.level = level;
  }

  boolean isLeaf() {
    return level == 0;
  }

  int count() {
    return keys.size();
  }

  /** Index of the key, or {@code -(index where it belongs) - 1}. */
  int search(byte[] key) {
    int low = 0;
    int high = keys.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Keys.compare(keys.get(middle), key);
      if (order == 0) {
        return middle;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** Index of the child under which the key belongs. */
  int childIndex(byte[] key) {
    int found = search(key);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  private int entryBytes(int i) {
    return Short.BYTES
        + keys.get(i).length
        + (isLeaf() ? Short.BYTES + values.get(i).length : Integer.BYTES);
  }

  int bytes() {
    int bytes = 0;
    for (int i = 0; i < keys.size(); i++) {
      bytes += entryBytes(i);
    }
    return bytes;
  }

  /** Moves the upper part of the entries to a new node, so that both parts are about as large. */
  TreeNode split() {
    int total = bytes();
    int left = 0;
    int at = 0;
    while (at < keys.size() - 1 && (at == 0 || left + entryBytes(at) / 2 < total / 2)) {
      left += entryBytes(at++);
    }
    TreeNode upper = new TreeNode(level);
    moveTo(upper, at);
    return upper;
  }

  /** Moves the entries from {@code from} on to the end of {@code target}. */
  void moveTo(TreeNode target, int from) {
    target.keys.addAll(keys.subList(from, keys.size()));
    keys.subList(from, keys.size()).clear();
    List<byte[]> movedValues = isLeaf() ? values.subList(from, values.size()) : List.of();
    target.values.addAll(movedValues);
    List<TreeNode> movedChildren = isLeaf() ? List.of() : children.subList(from, children.size());
    target.children.addAll(movedChildren);
    if (isLeaf()) {
      movedValues.clear();
    } else {
      movedChildren.clear();
    }
  }

  void encode(ByteBuffer node) {
    node.position(Node.PAYLOAD);
    node.putInt(level).putInt(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      node.putShort((short) keys.get(i).length).put(keys.get(i));
      if (isLeaf()) {
        node.putShort((short) values.get(i).length).put(values.get(i));
      } else {
        node.putInt(children.get(i).block);
      }
    }
    node.rewind();
  }

  /**
   * Reads a node.
   *
   * @param childBlocks gets the block of each child, which the caller has to read
   * @return null if the lengths in it cannot be
   */
  static @Nullable TreeNode decode(ByteBuffer node, int block, List<Integer> childBlocks) {
    ByteBuffer in = node.duplicate().clear().position(Node.PAYLOAD);
    int level = in.getInt();
    int count = in.getInt();
    if (level < 0 || level > BTree.MAX_LEVEL || count < 0 || (level > 0 && count == 0)) {
      return null;
    }
    TreeNode decoded = new TreeNode(level);
    for (int i = 0; i < count; i++) {
      byte[] key = bytes(in);
      byte[] value = key != null && level == 0 ? bytes(in) : null;
      if (key == null || (level == 0 ? value == null : in.remaining() < Integer.BYTES)) {
        return null;
      }
      decoded.keys.add(key);
      if (value != null) {
        decoded.values.add(value);
      } else {
        childBlocks.add(in.getInt());
      }
    }
    decoded.block = block;
    decoded.dirty = false;
    return decoded;
  }

  private static byte @Nullable [] bytes(ByteBuffer in) {
    int length = in.remaining() < Short.BYTES ? -1 : in.getShort();
    if (length < 0 || length > in.remaining()) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
