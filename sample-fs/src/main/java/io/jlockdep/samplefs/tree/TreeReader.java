package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree under a superblock and tells of everything that cannot be. Mounting and checking
 * both use it.
 */
final class TreeReader {
  /** Entries of a table node: inode number n stands in table n / SPAN. */
  static final int TABLE_SPAN = Node.PAYLOAD_BYTES / Integer.BYTES;

  /** One inode of the tree, with the block of its node and its leaves. */
  record Found(int block, InodeRecord record, List<Leaf> leaves) {}

  private final BlockDevice device;
  private final Superblock superblock;
  private final Consumer<String> problems;
  private final BitSet used = new BitSet();
  private final Map<Integer, Found> inodes = new TreeMap<>();

  TreeReader(BlockDevice device, Superblock superblock, Consumer<String> problems) {
    this.device = device;
    this.superblock = superblock;
    this.problems = problems;
  }

  /** Reads it all; a device error in one node is a problem like any other. */
  void read() {
    used.set(0, Superblock.SLOTS);
    if (superblock.blocks() > device.blocks()) {
      problems.accept(
          "the image has "
              + device.blocks()
              + " blocks, the superblock says "
              + superblock.blocks());
    }
    if (superblock.blocks() > Integer.MAX_VALUE - 1 || superblock.blocks() < Superblock.SLOTS) {
      problems.accept("the superblock says " + superblock.blocks() + " blocks");
      return;
    }
    for (int i = 0; i < superblock.tables().size(); i++) {
      int block = superblock.tables().get(i);
      ByteBuffer table = block == 0 ? null : node(Node.Kind.TABLE, block, 0, i, "table " + i);
      for (int slot = 0; table != null && slot < TABLE_SPAN; slot++) {
        int inodeBlock = table.getInt(Node.PAYLOAD + slot * Integer.BYTES);
        if (inodeBlock != 0) {
          readInode(i * TABLE_SPAN + slot, inodeBlock);
        }
      }
    }
    checkNames();
  }

  /** Every block that the tree uses, the superblocks too. */
  BitSet used() {
    return used;
  }

  /** By inode number. */
  Map<Integer, Found> inodes() {
    return inodes;
  }

  private void readInode(int number, int block) {
    ByteBuffer node = node(Node.Kind.INODE, block, number, 0, "inode " + number);
    if (node == null) {
      return;
    }
    InodeRecord record;
    try {
      record = InodeRecord.decode(node);
    } catch (CorruptImageException e) {
      problems.accept("inode " + number + " (block " + block + ") " + e.getMessage());
      return;
    }
    if (number < 1 || number >= superblock.nextInode()) {
      problems.accept("inode " + number + " has a number that was never given out");
    }
    long limit = (record.size() + BlockDevice.BLOCK - 1) / BlockDevice.BLOCK;
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < record.leaves().size(); i++) {
      int leafBlock = record.leaves().get(i);
      String what = "leaf " + i + " of inode " + number;
      ByteBuffer leafNode =
          leafBlock == 0 ? null : node(Node.Kind.LEAF, leafBlock, number, i, what);
      Leaf leaf =
          leafNode == null
              ? new Leaf(new int[Leaf.SPAN], new int[Leaf.SPAN])
              : Leaf.decode(leafNode);
      claimData(number, i, leaf, limit);
      leaves.add(leaf);
    }
    inodes.put(number, new Found(block, record, leaves));
  }

  private void claimData(int number, int index, Leaf leaf, long limit) {
    for (int i = 0; i < Leaf.SPAN; i++) {
      int block = leaf.disk()[i];
      if (block == 0) {
        continue;
      }
      long fileBlock = (long) index * Leaf.SPAN + i;
      if (fileBlock >= limit) {
        problems.accept(
            "inode " + number + ": block " + fileBlock + " lies behind the end of the file");
      }
      claim(block, "inode " + number + ", block " + fileBlock);
    }
  }

  private boolean claim(int block, String what) {
    if (block < 0 || block >= superblock.blocks() || block >= device.blocks()) {
      problems.accept(what + " points at block " + block + ", outside the image");
      return false;
    }
    if (used.get(block)) {
      problems.accept(what + " points at block " + block + ", which is in use by something else");
      return false;
    }
    used.set(block);
    return true;
  }

  private @Nullable ByteBuffer node(Node.Kind kind, int block, int owner, int index, String what) {
    if (!claim(block, what)) {
      return null;
    }
    ByteBuffer node = AlignedBuffers.allocate(BlockDevice.BLOCK);
    try {
      device.read(block, node);
    } catch (IOException e) {
      problems.accept(what + " (block " + block + ") cannot be read: " + e.getMessage());
      return null;
    }
    String defect = Node.defect(node, kind, superblock, block, owner, index);
    if (!defect.isEmpty()) {
      problems.accept(what + " (block " + block + ") " + defect);
      return null;
    }
    return node;
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    inodes.forEach(
        (number, found) -> {
          if (!names.add(found.record().name())) {
            problems.accept(
                "inode " + number + ": the name '" + found.record().name() + "' is there twice");
          }
        });
  }
}
