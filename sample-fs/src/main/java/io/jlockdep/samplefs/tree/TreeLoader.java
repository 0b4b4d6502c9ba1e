package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trees under a superblock into memory and tells of everything that cannot be. Mounting
 * and checking both use it.
 */
final class TreeLoader {
  private final BlockDevice device;
  private final Superblock superblock;
  private final Consumer<String> problems;
  private final BitSet used = new BitSet();

  TreeLoader(BlockDevice device, Superblock superblock, Consumer<String> problems) {
    this.device = device;
    this.superblock = superblock;
    this.problems = problems;
    used.set(0, Superblock.SLOTS);
  }

  /** Whether the superblock's size can be; if not, nothing else should be read. */
  boolean checkSize() {
    if (superblock.blocks() > device.blocks()) {
      problems.accept(
          "the image has "
              + device.blocks()
              + " blocks, the superblock says "
              + superblock.blocks());
    }
    if (superblock.blocks() > Integer.MAX_VALUE - 1 || superblock.blocks() < Superblock.SLOTS) {
      problems.accept("the superblock says " + superblock.blocks() + " blocks");
      return false;
    }
    return true;
  }

  /** Every block that the trees read so far use, the superblocks too. */
  BitSet used() {
    return used;
  }

  /** The tree with this root; an empty one if the root is 0 or cannot be read. */
  BTree load(Node.Kind kind, int rootBlock) {
    if (rootBlock == 0) {
      return new BTree();
    }
    TreeNode root = read(kind, rootBlock, -1, null, null);
    return root == null ? new BTree() : new BTree(root);
  }

  private @Nullable TreeNode read(
      Node.Kind kind, int block, int level, byte @Nullable [] from, byte @Nullable [] to) {
    String what = kind.name().toLowerCase(Locale.ROOT) + " node in block " + block;
    if (!claim(block, what)) {
      return null;
    }
    ByteBuffer buffer = AlignedBuffers.allocate(BlockDevice.BLOCK);
    try {
      device.read(block, buffer);
    } catch (IOException e) {
      problems.accept(what + " cannot be read: " + e.getMessage());
      return null;
    }
    String defect = Node.defect(buffer, kind, superblock, block);
    List<Integer> childBlocks = new ArrayList<>();
    TreeNode node = defect.isEmpty() ? TreeNode.decode(buffer, block, childBlocks) : null;
    if (node == null) {
      problems.accept(what + " " + (defect.isEmpty() ? "has lengths that cannot be" : defect));
      return null;
    }
    if (level >= 0 && node.level != level) {
      problems.accept(what + " is of level " + node.level + " instead of " + level);
      return null;
    }
    if (!areKeysGood(node, from, to, what)) {
      return null;
    }
    addChildren(kind, node, childBlocks, to);
    return node.isLeaf() || node.count() > 0 ? node : null;
  }

  /** Children that cannot be read are left out. */
  private void addChildren(
      Node.Kind kind, TreeNode node, List<Integer> blocks, byte @Nullable [] to) {
    List<byte[]> keys = new ArrayList<>(node.isLeaf() ? List.of() : node.keys);
    for (int i = 0; i < keys.size(); i++) {
      byte[] childTo = i + 1 < keys.size() ? keys.get(i + 1) : to;
      TreeNode child = read(kind, blocks.get(i), node.level - 1, keys.get(i), childTo);
      if (child == null) {
        node.keys.remove(keys.get(i));
      } else {
        node.children.add(child);
      }
    }
  }

  private boolean areKeysGood(
      TreeNode node, byte @Nullable [] from, byte @Nullable [] to, String what) {
    byte[] last = null;
    for (byte[] key : node.keys) {
      if (!Keys.isWellFormed(key)) {
        problems.accept(what + " has a key that means nothing");
        return false;
      }
      if ((last != null && Keys.compare(last, key) >= 0)
          || (from != null && Keys.compare(from, key) > 0)
          || (to != null && Keys.compare(key, to) >= 0)) {
        problems.accept(what + " has keys out of order");
        return false;
      }
      last = key;
    }
    return true;
  }

  /** Notes that a block is in use; false if it lies outside or is in use already. */
  boolean claim(long block, String what) {
    if (block < Superblock.SLOTS || block >= superblock.blocks() || block >= device.blocks()) {
      problems.accept(what + " points at block " + block + ", outside the image");
      return false;
    }
    if (used.get((int) block)) {
      problems.accept(what + " points at block " + block + ", which is in use by something else");
      return false;
    }
    used.set((int) block);
    return true;
  }
}
