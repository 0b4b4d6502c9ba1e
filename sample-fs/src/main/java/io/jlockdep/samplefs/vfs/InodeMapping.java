package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.io.DioCount;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IomapOps;
import io.jlockdep.samplefs.io.Mapping;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.SpaceMap;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Direct IO on one file: ranges are locked, places on the disk found, and the block map changed
 * when the data is there.
 */
final class InodeMapping implements IomapOps {
  private static final int BLOCK = BlockDevice.BLOCK;

  private final Inode inode;
  private final BufferedIo buffered;
  private final SpaceMap space;
  private final FileSync sync;
  private final boolean mayExtend;

  /**
   * @param mayExtend whether the caller holds the inode lock exclusively and writes may move the
   *     end of the file
   */
  InodeMapping(Inode inode, BufferedIo buffered, SpaceMap space, FileSync sync, boolean mayExtend) {
    this.inode = inode;
    this.buffered = buffered;
    this.space = space;
    this.sync = sync;
    this.mayExtend = mayExtend;
  }

  @Override
  public long preparePages(long pos, int length, boolean write, boolean nowait) throws IOException {
    long from = pos / BLOCK;
    long to = from + length / BLOCK;
    if (!inode.pages.dirtyBlocks(from, to).isEmpty()) {
      if (nowait) {
        return Errno.EAGAIN;
      }
      buffered.writeBack(inode, from, to);
    }
    if (write && !inode.pages.invalidate(from, to)) {
      return nowait ? Errno.EAGAIN : Errno.ENOTBLK;
    }
    return 0;
  }

  @Override
  public @Nullable Mapping iomapBegin(long pos, int length, boolean write, boolean nowait)
      throws IOException {
    ExtentLocks.Range range = lockClean(pos, pos + length, nowait);
    if (range == null) {
      return null;
    }
    return write ? mapForWrite(pos, length, range) : mapForRead(pos, length, range);
  }

  /**
   * Locks the range. Where the inode lock is not held (historic), a buffered write may have come in
   * between, whose pages must reach the disk first.
   */
  private ExtentLocks.@Nullable Range lockClean(long start, long end, boolean nowait)
      throws IOException {
    while (true) {
      ExtentLocks.Range range =
          nowait ? inode.extents.tryLock(start, end) : inode.extents.lock(start, end);
      if (range == null || inode.pages.dirtyBlocks(start / BLOCK, end / BLOCK).isEmpty()) {
        return range;
      }
      inode.extents.unlock(range);
      if (nowait) {
        return null;
      }
      buffered.writeBack(inode, start / BLOCK, end / BLOCK);
    }
  }

  private Mapping mapForWrite(long pos, int length, ExtentLocks.Range range) throws IOException {
    SpaceMap.Run run;
    try {
      run = space.allocate(length / BLOCK);
    } catch (IOException e) {
      inode.extents.unlock(range);
      throw e;
    }
    int mapped = run.count() * BLOCK;
    inode.extents.shrink(range, pos + mapped);
    if (mayExtend && pos + mapped > inode.size()) {
      inode.setSize(pos + mapped);
    }
    inode.ordered.start();
    return new Mapping(pos, mapped, run.start(), new int[0], range);
  }

  private Mapping mapForRead(long pos, int length, ExtentLocks.Range range) {
    BlockMap.Extent extent = inode.map.lookup(pos / BLOCK, length / BLOCK);
    int mapped = extent.count() * BLOCK;
    inode.extents.shrink(range, pos + mapped);
    return new Mapping(pos, mapped, extent.disk(), extent.crc(), range);
  }

  @Override
  public void endBio(Mapping mapping, boolean write, int @Nullable [] crcs) {
    if (write) {
      long from = mapping.pos() / BLOCK;
      int count = mapping.length() / BLOCK;
      if (crcs == null) {
        space.release(mapping.disk(), count);
      } else {
        inode.map.map(from, mapping.disk(), crcs, FileSync.blocksOf(inode.size()));
      }
      // A reader may have brought pages back before this range was locked: they show the old data.
      inode.pages.drop(from, from + count);
      inode.ordered.finish();
    }
    inode.extents.unlock(mapping.range());
  }

  @Override
  public long size() {
    return inode.size();
  }

  @Override
  public DioCount dioCount() {
    return inode.dioCount;
  }

  @Override
  public void syncFile() throws IOException {
    sync.syncFile(inode);
  }
}
