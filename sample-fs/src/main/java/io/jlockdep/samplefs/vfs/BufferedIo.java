package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.io.Iomap;
import io.jlockdep.samplefs.io.PageCache;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.SpaceMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes through the page cache, and the write-back. Pages are filled and dirtied under
 * their range lock.
 */
final class BufferedIo {
  private static final int BLOCK = BlockDevice.BLOCK;
  private static final int MAX_RUN = 64;

  private final BlockDevice device;
  private final SpaceMap space;

  BufferedIo(BlockDevice device, SpaceMap space) {
    this.device = device;
    this.space = space;
  }

  /**
   * Reads from {@code pos} until the buffer is full or the file ends. Each page is read whole,
   * several are not.
   *
   * @return bytes read
   */
  int read(Inode inode, ByteBuffer to, long pos) throws IOException {
    int total = 0;
    while (to.hasRemaining()) {
      long at = pos + total;
      int offset = (int) (at % BLOCK);
      int count = (int) Math.min(Math.min(to.remaining(), BLOCK - offset), inode.size() - at);
      if (count <= 0) {
        break;
      }
      PageCache.Page page = pageForRead(inode, at / BLOCK);
      try {
        page.copyTo(offset, to, count);
      } finally {
        inode.pages.unpin(page);
      }
      total += count;
    }
    return total;
  }

  private PageCache.Page pageForRead(Inode inode, long block) throws IOException {
    PageCache.Page cached = inode.pages.findAndPin(block);
    if (cached != null) {
      return cached;
    }
    ExtentLocks.Range range = inode.extents.lock(block * BLOCK, (block + 1) * BLOCK);
    try {
      return pageLocked(inode, block);
    } finally {
      inode.extents.unlock(range);
    }
  }

  /**
   * The page, read from the disk if it is not cached. The caller holds the range lock of its bytes.
   */
  private PageCache.Page pageLocked(Inode inode, long block) throws IOException {
    PageCache.Page cached = inode.pages.findAndPin(block);
    return cached != null ? cached : inode.pages.addAndPin(block, readBlock(inode, block));
  }

  private @Nullable ByteBuffer readBlock(Inode inode, long block) throws IOException {
    BlockMap.Extent extent = inode.map.lookup(block, 1);
    if (extent.isHole()) {
      return null;
    }
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    device.read(extent.disk(), buffer);
    buffer.flip();
    if (Iomap.blockChecksums(buffer)[0] != extent.crc()[0]) {
      throw new IOException(inode + ", block " + block + ": wrong checksum");
    }
    return buffer;
  }

  /**
   * Writes into the page cache and moves the end of the file. The caller holds the inode lock
   * exclusively.
   */
  int writeLocked(Inode inode, ByteBuffer from, long pos) throws IOException {
    int total = 0;
    while (from.hasRemaining()) {
      long at = pos + total;
      int offset = (int) (at % BLOCK);
      int count = Math.min(from.remaining(), BLOCK - offset);
      ExtentLocks.Range range = inode.extents.lock(at / BLOCK * BLOCK, (at / BLOCK + 1) * BLOCK);
      try {
        PageCache.Page page =
            count == BLOCK
                // A reader may find the new page before the copy below: it must hold the data
                // already.
                ? inode.pages.addAndPin(at / BLOCK, from.slice(from.position(), BLOCK))
                : pageLocked(inode, at / BLOCK);
        page.copyFrom(offset, from, count);
        inode.pages.unpin(page);
      } finally {
        inode.extents.unlock(range);
      }
      total += count;
      if (at + count > inode.size()) {
        inode.setSize(at + count);
      }
    }
    return total;
  }

  /**
   * Zeroes what is behind {@code size} in its block. The caller holds the inode lock exclusively.
   */
  void zeroTailLocked(Inode inode, long size) throws IOException {
    long block = size / BLOCK;
    ExtentLocks.Range range = inode.extents.lock(block * BLOCK, (block + 1) * BLOCK);
    try {
      PageCache.Page page = pageLocked(inode, block);
      page.zeroFrom((int) (size % BLOCK));
      inode.pages.unpin(page);
    } finally {
      inode.extents.unlock(range);
    }
  }

  /**
   * Writes the dirty pages of blocks {@code [from, to)} to new places on the disk and puts them
   * into the block map. The data is then on the device, not yet on stable storage.
   */
  void writeBack(Inode inode, long from, long to) throws IOException {
    List<Long> dirty = inode.pages.dirtyBlocks(from, to);
    for (int i = 0; i < dirty.size(); ) {
      int count = 1;
      while (i + count < dirty.size()
          && count < MAX_RUN
          && dirty.get(i + count) == dirty.get(i) + count) {
        count++;
      }
      i += writeBackRun(inode, dirty.get(i), count);
    }
  }

  /** Writes a run of pages, or the beginning of it; returns how many pages it dealt with. */
  private int writeBackRun(Inode inode, long block, int count) throws IOException {
    ExtentLocks.Range range = inode.extents.lock(block * BLOCK, (block + count) * BLOCK);
    try {
      SpaceMap.Run run = space.allocate(count);
      ByteBuffer buffer = AlignedBuffers.allocate(run.count() * BLOCK);
      int taken = 0;
      while (taken < run.count() && takeDirty(inode, block + taken, buffer)) {
        taken++;
      }
      if (taken < run.count()) {
        space.release(run.start() + taken, run.count() - taken);
      }
      if (taken > 0) {
        writeRun(inode, block, run.start(), buffer.flip());
      }
      return Math.max(1, taken);
    } finally {
      inode.extents.unlock(range);
    }
  }

  private void writeRun(Inode inode, long block, long disk, ByteBuffer data) throws IOException {
    int[] crcs = Iomap.blockChecksums(data);
    try {
      device.write(disk, data, false);
    } catch (IOException e) {
      space.release(disk, crcs.length);
      for (int i = 0; i < crcs.length; i++) {
        markDirty(inode, block + i);
      }
      throw e;
    }
    inode.map.map(block, disk, crcs, FileSync.blocksOf(inode.size()));
  }

  private static boolean takeDirty(Inode inode, long block, ByteBuffer to) {
    PageCache.Page page = inode.pages.findAndPin(block);
    if (page == null) {
      return false;
    }
    try {
      return page.takeDirty(to);
    } finally {
      inode.pages.unpin(page);
    }
  }

  private static void markDirty(Inode inode, long block) {
    PageCache.Page page = inode.pages.findAndPin(block);
    if (page != null) {
      page.markDirty();
      inode.pages.unpin(page);
    }
  }
}
