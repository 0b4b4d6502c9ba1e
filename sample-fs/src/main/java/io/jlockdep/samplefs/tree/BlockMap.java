package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.BlockDevice;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where the blocks of one file are, and their checksums: a view of the trees. It also remembers
 * which blocks have changed since the log last had them, and what a sync may still wait for,
 * guarded by the lock of the trees.
 */
public final class BlockMap {
  /** Greatest number of blocks of a file. */
  public static final long MAX_BLOCKS = 1L << 40;

  /**
   * A stretch of a file.
   *
   * @param crc for data the checksum of each block; empty for a file without checksums
   */
  @SuppressWarnings("ArrayRecordComponent") // a view handed to one reader
  public record Stretch(Extent extent, int[] crc) {}

  private final Metadata metadata;
  private final long inode;
  private final TreeMap<Long, Long> changed = new TreeMap<>();
  private long changedIn;
  private Commits.@Nullable Ticket staged;
  private final AtomicInteger announced = new AtomicInteger();

  BlockMap(Metadata metadata, long inode) {
    this.metadata = metadata;
    this.inode = inode;
  }

  /** How many blocks a file of so many bytes has. */
  public static long blocksOf(long size) {
    return (size + BlockDevice.BLOCK - 1) / BlockDevice.BLOCK;
  }

  public long inode() {
    return inode;
  }

  /** The stretch at {@code block}, cut off after {@code max} blocks. */
  public Stretch lookup(long block, int max) {
    return metadata.lookup(inode, block, max);
  }

  /**
   * The first block at or after {@code block}, and before {@code end}, that is data (or is not);
   * {@code end} if there is none.
   */
  public long seek(long block, long end, boolean data) {
    long at = block;
    while (at < end) {
      Extent extent = lookup(at, (int) Math.min(end - at, 1 << 20)).extent();
      if (extent.isData() == data) {
        return at;
      }
      at += extent.count();
    }
    return end;
  }

  /**
   * Notes that data of the file was written to the device, be it in place: what was staged before
   * does not cover it.
   */
  public void noteWritten() {
    synchronized (metadata.treeLock) {
      staged = null;
    }
  }

  /** The ticket of the last staging, if nothing of the file has changed since; else null. */
  Commits.@Nullable Ticket staged(long transaction) {
    return changed(transaction).isEmpty() ? staged : null;
  }

  void noteStaged(Commits.Ticket ticket) {
    staged = ticket;
  }

  /** Writes of this file that were announced and not staged yet. */
  AtomicInteger announced() {
    return announced;
  }

  /** Notes a change; the caller holds the lock of the trees. */
  void noteChanged(long from, long to, long transaction) {
    forgetOlderThan(transaction);
    long start = from;
    long end = to;
    Map.Entry<Long, Long> before = changed.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      start = before.getKey();
      end = Math.max(end, before.getValue());
    }
    for (Map.Entry<Long, Long> next = changed.ceilingEntry(start);
        next != null && next.getKey() <= end;
        next = changed.ceilingEntry(start)) {
      end = Math.max(end, next.getValue());
      changed.remove(next.getKey());
    }
    changed.put(start, end);
  }

  /** What has changed and was not logged yet, from block to block; the caller clears it. */
  TreeMap<Long, Long> changed(long transaction) {
    forgetOlderThan(transaction);
    return changed;
  }

  /** A commit has taken what changed in an earlier transaction. */
  private void forgetOlderThan(long transaction) {
    if (changedIn != transaction) {
      changed.clear();
      changedIn = transaction;
      staged = null;
    }
  }
}
