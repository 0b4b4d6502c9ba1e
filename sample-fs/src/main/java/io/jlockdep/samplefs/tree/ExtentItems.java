package io.jlockdep.samplefs.tree;

import java.util.List;

/** Extents of files as entries of a tree: looking them up, and replacing a part of a file. */
final class ExtentItems {
  private ExtentItems() {}

  /** What becomes of an extent, or a part of one, that is no longer part of a file. */
  interface Dropped {
    void drop(Extent extent);
  }

  /** The extent at {@code block}, cut off after {@code max} blocks. */
  static Extent lookup(BTree tree, long inode, long block, int max) {
    BTree.Item floor = tree.floor(Keys.of(inode, Keys.EXTENT, block));
    if (floor != null && Keys.is(floor.key(), inode, Keys.EXTENT)) {
      long start = Keys.number(floor.key());
      Extent extent = of(floor);
      if (block < start + extent.count()) {
        int from = (int) (block - start);
        return extent.part(from, (int) Math.min(extent.count(), from + (long) max));
      }
    }
    List<BTree.Item> next =
        tree.range(
            Keys.of(inode, Keys.EXTENT, block), Keys.of(inode, Keys.EXTENT, block + (long) max));
    return Extent.hole(next.isEmpty() ? max : (int) (Keys.number(next.get(0).key()) - block));
  }

  /** The block behind the last extent of a file; 0 if it has none. */
  static long end(BTree tree, long inode) {
    BTree.Item last = tree.floor(Keys.of(inode, Keys.EXTENT, Long.MAX_VALUE));
    return last == null || !Keys.is(last.key(), inode, Keys.EXTENT)
        ? 0
        : Keys.number(last.key()) + of(last).count();
  }

  /**
   * Takes the blocks {@code [from, to)} out of a file.
   *
   * @param dropped is told of every extent that goes
   */
  static void remove(BTree tree, long inode, long from, long to, Dropped dropped) {
    BTree.Item floor = tree.floor(Keys.of(inode, Keys.EXTENT, from));
    if (floor != null
        && Keys.is(floor.key(), inode, Keys.EXTENT)
        && Keys.number(floor.key()) < from) {
      cut(tree, inode, floor, from, to, dropped);
    }
    for (BTree.Item item :
        tree.range(Keys.of(inode, Keys.EXTENT, from), Keys.of(inode, Keys.EXTENT, to))) {
      cut(tree, inode, item, from, to, dropped);
    }
  }

  private static void cut(
      BTree tree, long inode, BTree.Item item, long from, long to, Dropped dropped) {
    long start = Keys.number(item.key());
    Extent extent = of(item);
    long end = start + extent.count();
    long cutFrom = Math.max(start, from);
    long cutTo = Math.min(end, to);
    if (cutFrom >= cutTo) {
      return;
    }
    tree.remove(item.key());
    dropped.drop(extent.part((int) (cutFrom - start), (int) (cutTo - start)));
    if (start < cutFrom) {
      tree.put(item.key(), extent.part(0, (int) (cutFrom - start)).encode());
    }
    if (cutTo < end) {
      tree.put(
          Keys.of(inode, Keys.EXTENT, cutTo),
          extent.part((int) (cutTo - start), extent.count()).encode());
    }
  }

  /** Puts an extent where {@link #remove} made room, joined with its neighbour before it. */
  static void add(BTree tree, long inode, long block, Extent extent) {
    BTree.Item before = tree.floor(Keys.of(inode, Keys.EXTENT, block));
    if (before != null && Keys.is(before.key(), inode, Keys.EXTENT)) {
      Extent left = of(before);
      if (Keys.number(before.key()) + left.count() == block && left.continuesWith(extent)) {
        Extent joined = new Extent(left.kind(), left.disk(), left.count() + extent.count());
        tree.put(before.key(), joined.encode());
        return;
      }
    }
    tree.put(Keys.of(inode, Keys.EXTENT, block), extent.encode());
  }

  static Extent of(BTree.Item item) {
    Extent extent = Extent.decode(item.value());
    if (extent == null) {
      throw new IllegalStateException("an extent that was not checked at the mount");
    }
    return extent;
  }
}
