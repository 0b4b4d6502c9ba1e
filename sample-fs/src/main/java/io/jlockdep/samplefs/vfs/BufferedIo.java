package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.io.Iomap;
import io.jlockdep.samplefs.io.PageCache;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.NoSpaceException;
import io.jlockdep.samplefs.tree.Reservation;
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
  private final Placement placement;

  BufferedIo(BlockDevice device, SpaceMap space, Placement placement) {
    this.device = device;
    this.space = space;
    this.placement = placement;
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
    BlockMap.Stretch stretch = inode.map.lookup(block, 1);
    if (!stretch.extent().isData()) {
      return null;
    }
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    device.read(stretch.extent().disk(), buffer);
    buffer.flip();
    if (stretch.crc().length > 0 && Iomap.blockChecksums(buffer)[0] != stretch.crc()[0]) {
      throw new IOException(inode + ", block " + block + ": wrong checksum");
    }
    return buffer;
  }

  /**
   * Writes into the page cache and moves the end of the file. The caller holds the inode lock
   * exclusively.
   *
   * @return bytes written; fewer than asked for if space runs out on the way
   */
  int writeLocked(Inode inode, ByteBuffer from, long pos) throws IOException {
    int total = 0;
    while (from.hasRemaining()) {
      long at = pos + total;
      int count = Math.min(from.remaining(), BLOCK - (int) (at % BLOCK));
      try {
        writePage(inode, from, at, count);
      } catch (NoSpaceException e) {
        if (total == 0) {
          throw e;
        }
        break;
      }
      total += count;
      if (at + count > inode.size()) {
        inode.setSize(at + count);
      }
    }
    inode.touch();
    return total;
  }

  private void writePage(Inode inode, ByteBuffer from, long at, int count) throws IOException {
    long block = at / BLOCK;
    ExtentLocks.Range range = inode.extents.lock(block * BLOCK, (block + 1) * BLOCK);
    try {
      PageCache.Page page;
      if (count == BLOCK) {
        Reservation reserved = space.reserve(1);
        // A reader may find the new page before the copy below: it must hold the data already.
        page = inode.pages.addAndPin(block, from.slice(from.position(), BLOCK));
        keep(page, reserved);
      } else {
        page = pageForChange(inode, block);
      }
      page.copyFrom((int) (at % BLOCK), from, count);
      inode.pages.unpin(page);
    } finally {
      inode.extents.unlock(range);
    }
  }

  /** The page of a block, with a block reserved for it. The caller holds the range lock. */
  private PageCache.Page pageForChange(Inode inode, long block) throws IOException {
    Reservation reserved = space.reserve(1);
    try {
      PageCache.Page page = pageLocked(inode, block);
      keep(page, reserved);
      return page;
    } catch (IOException | RuntimeException e) {
      reserved.close();
      throw e;
    }
  }

  private static void keep(PageCache.Page page, Reservation reserved) {
    if (page.isReserved()) {
      reserved.close();
    } else {
      page.reserve(reserved);
    }
  }

  /**
   * Zeroes what is behind {@code size} in its block. The caller holds the inode lock exclusively.
   */
  void zeroTailLocked(Inode inode, long size) throws IOException {
    zeroLocked(inode, size, (size / BLOCK + 1) * BLOCK);
  }

  /**
   * Zeroes bytes of one block, through its page, unless it is a hole. The caller holds the inode
   * lock exclusively.
   */
  void zeroLocked(Inode inode, long from, long to) throws IOException {
    long block = from / BLOCK;
    ExtentLocks.Range range = inode.extents.lock(block * BLOCK, (block + 1) * BLOCK);
    try {
      PageCache.Page page = pageForChange(inode, block);
      page.zero((int) (from % BLOCK), (int) (to - block * BLOCK));
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
    try (Reservation reservation = space.reserve(0)) {
      ByteBuffer buffer = AlignedBuffers.allocate(count * BLOCK);
      int taken = 0;
      while (taken < count && takeDirty(inode, block + taken, buffer, reservation)) {
        taken++;
      }
      buffer.flip();
      for (int done = 0; done < taken; ) {
        done += writeRun(inode, block + done, buffer, reservation, taken - done);
      }
      return Math.max(1, taken);
    } finally {
      inode.extents.unlock(range);
    }
  }

  /** Writes blocks to one place; returns how many. */
  private int writeRun(Inode inode, long block, ByteBuffer data, Reservation reservation, int count)
      throws IOException {
    Placement.Place place = placement.find(inode, block, count, reservation);
    ByteBuffer part = data.slice(data.position(), place.count() * BLOCK);
    data.position(data.position() + place.count() * BLOCK);
    int[] crcs = Iomap.blockChecksums(part);
    try {
      device.write(place.disk(), part, false);
    } catch (IOException e) {
      placement.failed(place.disk(), place.inPlace(), place.count());
      for (int i = 0; i < count; i++) {
        markDirty(inode, block + i);
      }
      throw e;
    }
    placement.written(inode, block, place.disk(), place.inPlace(), crcs);
    return place.count();
  }

  private boolean takeDirty(Inode inode, long block, ByteBuffer to, Reservation reservation)
      throws NoSpaceException {
    PageCache.Page page = inode.pages.findAndPin(block);
    if (page == null) {
      return false;
    }
    try {
      if (!page.isDirty()) {
        return false;
      }
      // After a failed write-back the page has none.
      Reservation reserved = page.takeReservation();
      reservation.absorb(reserved == null ? space.reserve(1) : reserved);
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
