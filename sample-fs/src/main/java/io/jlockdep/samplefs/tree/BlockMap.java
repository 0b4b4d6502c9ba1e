package io.jlockdep.samplefs.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the blocks of one file are, and their checksums; every write of a block gives it a new
 * place. Guarded by its own monitor.
 *
 * <p>A block that a change replaces may be reused at once if no commit can have seen it (it is
 * "fresh"). Otherwise the last state on disk may refer to it, and it waits until a commit without
 * it is durable.
 */
public final class BlockMap {
  /** Greatest number of blocks of a file. */
  public static final int MAX_BLOCKS = InodeRecord.MAX_LEAVES * Leaf.SPAN;

  /**
   * A stretch of the file that is one run on the disk, or a hole.
   *
   * @param disk first disk block; 0 for a hole
   */
  @SuppressWarnings("ArrayRecordComponent") // a view handed to one reader
  public record Extent(long disk, int count, int[] crc) {
    public boolean isHole() {
      return disk == 0;
    }
  }

  private final SpaceMap space;
  private int[] disk = new int[0];
  private int[] crc = new int[0];
  private int mapped;
  private final BitSet dirtyLeaves = new BitSet();
  private final BitSet fresh = new BitSet();
  private List<Integer> replaced = new ArrayList<>();

  public BlockMap(SpaceMap space) {
    this.space = space;
  }

  BlockMap(SpaceMap space, List<Leaf> leaves) {
    this.space = space;
    grow(leaves.size() * Leaf.SPAN);
    for (int i = 0; i < leaves.size(); i++) {
      System.arraycopy(leaves.get(i).disk(), 0, disk, i * Leaf.SPAN, Leaf.SPAN);
      System.arraycopy(leaves.get(i).crc(), 0, crc, i * Leaf.SPAN, Leaf.SPAN);
    }
    for (int block = 0; block < disk.length; block++) {
      mapped = disk[block] != 0 ? block + 1 : mapped;
    }
  }

  /** The extent at {@code block}, cut off after {@code max} blocks. */
  public synchronized Extent lookup(long block, int max) {
    int from = Math.toIntExact(block);
    if (from >= disk.length) {
      return new Extent(0, max, new int[0]);
    }
    int end = Math.min(disk.length, from + max);
    int next = from + 1;
    while (next < end && disk[next] == (disk[from] == 0 ? 0 : disk[from] + (next - from))) {
      next++;
    }
    return new Extent(disk[from], next - from, Arrays.copyOfRange(crc, from, next));
  }

  /**
   * Puts {@code crcs.length} blocks of the file at the disk blocks from {@code start} on. Blocks of
   * the file from {@code limit} on no longer exist (a truncate came first): their disk blocks are
   * given back.
   */
  public synchronized void map(long block, long start, int[] crcs, long limit) {
    int from = Math.toIntExact(block);
    grow(from + crcs.length);
    for (int i = 0; i < crcs.length; i++) {
      int target = Math.toIntExact(start + i);
      if (from + i >= limit) {
        space.release(target, 1);
        continue;
      }
      drop(from + i);
      disk[from + i] = target;
      crc[from + i] = crcs[i];
      fresh.set(target);
      dirtyLeaves.set((from + i) / Leaf.SPAN);
      mapped = Math.max(mapped, from + i + 1);
    }
  }

  /** Unmaps every block of the file from {@code block} on. */
  public synchronized void truncate(long block) {
    int from = (int) Math.min(block, disk.length);
    for (int i = from; i < mapped; i++) {
      if (disk[i] != 0) {
        drop(i);
        disk[i] = 0;
        crc[i] = 0;
        dirtyLeaves.set(i / Leaf.SPAN);
      }
    }
    mapped = Math.min(mapped, from);
  }

  /** Takes what has changed since the last call, to be committed. */
  synchronized Changes takeChanges() {
    Map<Integer, Leaf> leaves = new TreeMap<>();
    dirtyLeaves.stream()
        .forEach(
            i ->
                leaves.put(
                    i,
                    new Leaf(
                        Arrays.copyOfRange(disk, i * Leaf.SPAN, (i + 1) * Leaf.SPAN),
                        Arrays.copyOfRange(crc, i * Leaf.SPAN, (i + 1) * Leaf.SPAN))));
    Changes changes = new Changes(leaves, replaced);
    dirtyLeaves.clear();
    fresh.clear();
    replaced = new ArrayList<>();
    return changes;
  }

  /** Whether there is anything to commit. */
  public synchronized boolean isDirty() {
    return !dirtyLeaves.isEmpty();
  }

  /** How many replaced blocks wait for a commit. */
  public synchronized int waitingForCommit() {
    return replaced.size();
  }

  /**
   * @param leaves what to write
   * @param replaced disk blocks to free once it is durable
   */
  record Changes(Map<Integer, Leaf> leaves, List<Integer> replaced) {}

  private void drop(int block) {
    int old = disk[block];
    if (old == 0) {
      return;
    }
    if (fresh.get(old)) {
      fresh.clear(old);
      space.release(old, 1);
    } else {
      replaced.add(old);
    }
  }

  private void grow(int blocks) {
    if (blocks > disk.length) {
      int leaves = Math.max((blocks + Leaf.SPAN - 1) / Leaf.SPAN, disk.length / Leaf.SPAN * 3 / 2);
      disk = Arrays.copyOf(disk, leaves * Leaf.SPAN);
      crc = Arrays.copyOf(crc, leaves * Leaf.SPAN);
    }
  }
}
