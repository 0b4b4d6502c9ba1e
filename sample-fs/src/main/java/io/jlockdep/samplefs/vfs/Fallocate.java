package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.Extent;
import io.jlockdep.samplefs.tree.Metadata;
import io.jlockdep.samplefs.tree.Reservation;
import io.jlockdep.samplefs.tree.SpaceMap;
import io.jlockdep.samplefs.tree.Transaction;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Blocks without contents: fallocate in its modes, and looking for data and holes. */
final class Fallocate {
  private static final int BLOCK = BlockDevice.BLOCK;

  private final Metadata metadata;
  private final BufferedIo buffered;
  private final History history;

  Fallocate(Metadata metadata, BufferedIo buffered, History history) {
    this.metadata = metadata;
    this.buffered = buffered;
    this.history = history;
  }

  /**
   * Does it. Waits for direct IO.
   *
   * @throws IOException if there is no space for all of it; then nothing has changed
   */
  void fallocate(Inode inode, OpenFile.Allocate mode, long pos, long length) throws IOException {
    if (pos < 0 || length <= 0) {
      throw new FsException(ErrorCode.EINVAL, inode.name());
    }
    if (pos + length > WriteChecks.MAX_SIZE || pos + length < 0) {
      throw new FsException(ErrorCode.EFBIG, inode.name());
    }
    inode.inodeLock();
    try {
      history.reached(History.Point.BEFORE_DIO_WAIT);
      inode.dioCount.inodeDioWait();
      boolean zeroes = mode == OpenFile.Allocate.ZERO_RANGE || mode == OpenFile.Allocate.PUNCH_HOLE;
      long first = zeroes ? BlockMap.blocksOf(pos) : pos / BLOCK;
      long end = zeroes ? (pos + length) / BLOCK : BlockMap.blocksOf(pos + length);
      buffered.writeBack(inode, pos / BLOCK, BlockMap.blocksOf(pos + length));
      if (zeroes) {
        zeroEdges(inode, pos, pos + length, first, end);
      }
      if (first < end) {
        changeBlocks(inode, mode, first, end);
      }
      boolean grows = mode == OpenFile.Allocate.ALLOCATE || mode == OpenFile.Allocate.ZERO_RANGE;
      if (grows && pos + length > inode.size()) {
        inode.setSize(pos + length);
      }
      inode.touch();
    } finally {
      inode.inodeUnlock();
    }
  }

  /** The parts of the range that are not whole blocks, as far as there is something to zero. */
  private void zeroEdges(Inode inode, long from, long to, long first, long end) throws IOException {
    if (first > end) {
      zero(inode, from, to);
      return;
    }
    zero(inode, from, first * BLOCK);
    zero(inode, end * BLOCK, to);
  }

  private void zero(Inode inode, long from, long to) throws IOException {
    boolean something = inode.map.lookup(from / BLOCK, 1).extent().isData();
    if (from < to && from < inode.size() && something) {
      buffered.zeroLocked(inode, from, to);
    }
  }

  private void changeBlocks(Inode inode, OpenFile.Allocate mode, long first, long end)
      throws IOException {
    ExtentLocks.Range range = inode.extents.lock(first * BLOCK, end * BLOCK);
    boolean zeroes = mode == OpenFile.Allocate.ZERO_RANGE || mode == OpenFile.Allocate.PUNCH_HOLE;
    boolean fills = mode != OpenFile.Allocate.PUNCH_HOLE;
    try (Reservation reservation =
        metadata.space().reserve(fills ? missing(inode, first, end, zeroes) : 0)) {
      inode.noteLayoutChange();
      if (zeroes) {
        inode.pages.drop(first, end);
      }
      try (Transaction transaction = metadata.start()) {
        // New blocks, also where there were some: those may be part of the state on disk.
        if (zeroes) {
          transaction.punch(inode.map, first, end);
        }
        if (fills) {
          fill(transaction, inode, first, end, reservation);
        }
      }
    } finally {
      inode.extents.unlock(range);
    }
  }

  private static int missing(Inode inode, long first, long end, boolean all) {
    if (all) {
      return Math.toIntExact(end - first);
    }
    int missing = 0;
    for (long at = first; at < end; ) {
      Extent extent = inode.map.lookup(at, (int) Math.min(end - at, 1 << 20)).extent();
      missing += extent.isHole() ? extent.count() : 0;
      at += extent.count();
    }
    return missing;
  }

  private void fill(
      Transaction transaction, Inode inode, long first, long end, Reservation reservation) {
    for (long at = first; at < end; ) {
      Extent extent = inode.map.lookup(at, (int) Math.min(end - at, 1 << 20)).extent();
      int count = extent.count();
      if (extent.isHole()) {
        SpaceMap.Run run = metadata.space().allocate(reservation, count);
        count = run.count();
        Extent unwritten = new Extent(Extent.Kind.UNWRITTEN, run.start(), count);
        transaction.map(inode.map, at, unwritten, new int[0], Long.MAX_VALUE);
      }
      at += count;
    }
  }

  /**
   * The first position at or after {@code pos} that is data (or in a hole; the end of the file
   * counts as one).
   *
   * @throws FsException ENXIO if there is none
   */
  long seek(Inode inode, long pos, boolean data) throws IOException {
    inode.inodeLockShared();
    try {
      long size = inode.size();
      if (pos < 0 || pos >= size) {
        throw new FsException(ErrorCode.ENXIO, inode.name());
      }
      long end = BlockMap.blocksOf(size);
      long block = pos / BLOCK;
      long found = seekBlock(inode, block, end, data);
      if (data && found >= end) {
        throw new FsException(ErrorCode.ENXIO, inode.name());
      }
      return Math.min(size, Math.max(pos, found * BLOCK));
    } finally {
      inode.inodeUnlockShared();
    }
  }

  /** Dirty pages are data too. */
  private static long seekBlock(Inode inode, long from, long end, boolean data) {
    Set<Long> dirty = new HashSet<>(inode.pages.dirtyBlocks(from, end));
    if (data) {
      long mapped = inode.map.seek(from, end, true);
      return dirty.stream().mapToLong(Long::longValue).filter(b -> b < mapped).min().orElse(mapped);
    }
    long at = inode.map.seek(from, end, false);
    while (at < end && dirty.contains(at)) {
      at = inode.map.seek(at + 1, end, false);
    }
    return at;
  }
}
