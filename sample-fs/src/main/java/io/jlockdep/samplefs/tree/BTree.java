package io.jlockdep.samplefs.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy-on-write B+tree of byte strings. All of it is in memory; a change marks the nodes from the
 * root to the leaf as dirty, and {@link #write} gives every dirty node a new block. The blocks of
 * what they replace are handed out by {@link #takeReplaced}: they may be used again once the new
 * root is on stable storage, and not before.
 *
 * <p>Not thread safe.
 */
final class BTree {
  static final int MAX_LEVEL = 12;

  /** A node with less than this is joined with a neighbour, if both fit into one. */
  private static final int FEW_BYTES = TreeNode.CAPACITY / 4;

  /** One entry. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Item(byte[] key, byte[] value) {}

  /** Takes the dirty nodes, children first. */
  interface NodeSink {
    /** Finds a block for the node and notes its contents. The children have their blocks. */
    int place(TreeNode node) throws NoSpaceException;
  }

  private TreeNode root;
  private List<Integer> replaced = new ArrayList<>();

  BTree() {
    this(new TreeNode(0));
  }

  BTree(TreeNode root) {
    this.root = root;
  }

  TreeNode root() {
    return root;
  }

  boolean isEmpty() {
    return root.isLeaf() && root.count() == 0;
  }

  byte @Nullable [] get(byte[] key) {
    TreeNode node = root;
    while (!node.isLeaf()) {
      node = node.children.get(node.childIndex(key));
    }
    int i = node.search(key);
    return i >= 0 ? node.values.get(i) : null;
  }

  /** The entry with the greatest key that is not above this one. */
  @Nullable Item floor(byte[] key) {
    return floor(root, key);
  }

  private static @Nullable Item floor(TreeNode node, byte[] key) {
    if (node.isLeaf()) {
      int i = node.search(key);
      int at = i >= 0 ? i : -i - 2;
      return at < 0 ? null : new Item(node.keys.get(at), node.values.get(at));
    }
    for (int i = node.childIndex(key); i >= 0; i--) {
      Item found = floor(node.children.get(i), key);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The entries with keys in {@code [from, to)}, in order. */
  List<Item> range(byte[] from, byte[] to) {
    List<Item> items = new ArrayList<>();
    collect(root, from, to, items);
    return items;
  }

  private static void collect(TreeNode node, byte[] from, byte[] to, List<Item> items) {
    if (node.isLeaf()) {
      int i = node.search(from);
      for (i = i >= 0 ? i : -i - 1; i < node.count(); i++) {
        if (Keys.compare(node.keys.get(i), to) >= 0) {
          return;
        }
        items.add(new Item(node.keys.get(i), node.values.get(i)));
      }
      return;
    }
    for (int i = node.childIndex(from); i < node.count(); i++) {
      if (i > 0 && Keys.compare(node.keys.get(i), to) >= 0) {
        return;
      }
      collect(node.children.get(i), from, to, items);
    }
  }

  /** Sets the value of a key. */
  void put(byte[] key, byte[] value) {
    if (key.length + value.length > TreeNode.MAX_ITEM) {
      throw new IllegalArgumentException("an item of " + (key.length + value.length) + " bytes");
    }
    TreeNode upper = insert(root, key, value);
    if (upper != null) {
      TreeNode lower = root;
      root = new TreeNode(lower.level + 1);
      root.keys.add(lower.keys.get(0));
      root.children.add(lower);
      root.keys.add(upper.keys.get(0));
      root.children.add(upper);
    }
  }

  private @Nullable TreeNode insert(TreeNode node, byte[] key, byte[] value) {
    touch(node);
    if (node.isLeaf()) {
      int i = node.search(key);
      if (i >= 0) {
        node.values.set(i, value);
      } else {
        node.keys.add(-i - 1, key);
        node.values.add(-i - 1, value);
      }
    } else {
      int i = node.childIndex(key);
      if (Keys.compare(key, node.keys.get(i)) < 0) {
        node.keys.set(i, key);
      }
      TreeNode upper = insert(node.children.get(i), key, value);
      if (upper != null) {
        node.keys.add(i + 1, upper.keys.get(0));
        node.children.add(i + 1, upper);
      }
    }
    return node.bytes() <= TreeNode.CAPACITY ? null : node.split();
  }

  /** Removes a key; false if it is not there. */
  boolean remove(byte[] key) {
    if (get(key) == null) {
      return false;
    }
    delete(root, key);
    while (!root.isLeaf() && root.count() == 1) {
      discard(root);
      root = root.children.get(0);
    }
    return true;
  }

  private void delete(TreeNode node, byte[] key) {
    touch(node);
    if (node.isLeaf()) {
      int i = node.search(key);
      node.keys.remove(i);
      node.values.remove(i);
      return;
    }
    int i = node.childIndex(key);
    TreeNode child = node.children.get(i);
    delete(child, key);
    if (child.bytes() < FEW_BYTES && node.count() > 1) {
      int left = i == 0 ? 0 : i - 1;
      join(node, left);
      if (i > 0 && i < node.count() && node.children.get(i) == child) {
        join(node, i);
      }
    }
  }

  /** Joins child {@code i} with the next one if they fit into one node. */
  private void join(TreeNode node, int i) {
    if (i + 1 >= node.count()) {
      return;
    }
    TreeNode left = node.children.get(i);
    TreeNode right = node.children.get(i + 1);
    if (left.bytes() + right.bytes() > TreeNode.CAPACITY) {
      return;
    }
    touch(left);
    discard(right);
    right.moveTo(left, 0);
    node.keys.remove(i + 1);
    node.children.remove(i + 1);
  }

  private void touch(TreeNode node) {
    if (!node.dirty) {
      discard(node);
      node.dirty = true;
    }
  }

  private void discard(TreeNode node) {
    if (node.block != 0 && !node.dirty) {
      replaced.add(node.block);
    }
  }

  /**
   * Gives every dirty node a block.
   *
   * @return the block of the root
   */
  int write(NodeSink sink) throws NoSpaceException {
    return write(root, sink);
  }

  private static int write(TreeNode node, NodeSink sink) throws NoSpaceException {
    if (node.dirty) {
      for (TreeNode child : node.children) {
        write(child, sink);
      }
      node.block = sink.place(node);
      node.dirty = false;
    }
    return node.block;
  }

  /** The blocks that are no longer part of the tree since the last call. */
  List<Integer> takeReplaced() {
    List<Integer> taken = replaced;
    replaced = new ArrayList<>();
    return taken;
  }

  /** Every block that the tree has on the disk. */
  List<Integer> blocks() {
    List<Integer> blocks = new ArrayList<>();
    addBlocks(root, blocks);
    return blocks;
  }

  private static void addBlocks(TreeNode node, List<Integer> blocks) {
    if (node.block != 0 && !node.dirty) {
      blocks.add(node.block);
    }
    node.children.forEach(child -> addBlocks(child, blocks));
  }
}
