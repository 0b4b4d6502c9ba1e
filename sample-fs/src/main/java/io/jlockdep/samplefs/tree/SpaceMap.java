package io.jlockdep.samplefs.tree;

import java.util.BitSet;

/**
 * Which blocks are free. It lives in memory only: mounting rebuilds it from the tree, so a crash
 * can lose no space. Some blocks are kept back for commits, which need room to copy metadata even
 * when data has filled the rest.
 */
public final class SpaceMap {
  /** {@code count} blocks from {@code start} on. */
  public record Run(long start, int count) {}

  private final BitSet used;
  private final int blocks;
  private final int reserve;
  private int free;
  private int cursor;

  SpaceMap(BitSet used, int blocks) {
    this.used = (BitSet) used.clone();
    this.blocks = blocks;
    this.reserve = Math.max(32, blocks / 32);
    this.free = blocks - used.cardinality();
    this.cursor = 0;
  }

  /**
   * Takes neighbouring blocks for data, as many as there are in the first free run and {@code
   * wanted} at most.
   *
   * @throws NoSpaceException if only the reserve is left
   */
  public synchronized Run allocate(int wanted) throws NoSpaceException {
    int available = Math.min(wanted, free - reserve);
    if (available <= 0) {
      throw new NoSpaceException(
          "no space left: " + free + " of " + blocks + " blocks free, " + reserve + " reserved");
    }
    return take(available);
  }

  /** Takes one block for metadata; may use the reserve. */
  synchronized long allocateForCommit() throws NoSpaceException {
    if (free <= 0) {
      throw new NoSpaceException("no space left for metadata in " + blocks + " blocks");
    }
    return take(1).start();
  }

  public synchronized void release(long start, int count) {
    int from = Math.toIntExact(start);
    for (int block = from; block < from + count; block++) {
      if (!used.get(block)) {
        throw new IllegalStateException("block " + block + " is free already");
      }
    }
    used.clear(from, from + count);
    free += count;
  }

  /** How many blocks data may still take. */
  public synchronized int available() {
    return Math.max(0, free - reserve);
  }

  public int blocks() {
    return blocks;
  }

  private Run take(int wanted) {
    int start = used.nextClearBit(cursor);
    if (start >= blocks) {
      start = used.nextClearBit(0);
    }
    int next = used.nextSetBit(start);
    int runEnd = next < 0 ? blocks : Math.min(next, blocks);
    int count = Math.min(wanted, runEnd - start);
    used.set(start, start + count);
    free -= count;
    cursor = start + count;
    return new Run(start, count);
  }
}
