package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.DioCount;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IomapOps;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.io.Mapping;
import io.jlockdep.samplefs.io.TaskState;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.Extent;
import io.jlockdep.samplefs.tree.Reservation;
import io.jlockdep.samplefs.tree.SpaceMap;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One direct operation on one file: ranges are locked, places on the disk found, and the trees
 * changed when the data is there.
 */
final class InodeMapping implements IomapOps {
  private static final int BLOCK = BlockDevice.BLOCK;

  /** What all operations of a mounted filesystem share. */
  record Shared(
      BufferedIo buffered, SpaceMap space, Placement placement, FileSync sync, History history) {}

  private final Inode inode;
  private final Kiocb iocb;
  private final OpenFlags flags;
  private final Shared shared;
  private final boolean mayExtend;
  private final long lockUpFront;
  private @Nullable Reservation reservation;
  private ExtentLocks.@Nullable Range upFront;

  /**
   * @param mayExtend whether the caller holds the inode lock exclusively and writes may move the
   *     end of the file
   * @param lockUpFront historic: bytes that are locked before anything is mapped
   */
  InodeMapping(
      Inode inode,
      Kiocb iocb,
      OpenFlags flags,
      Shared shared,
      boolean mayExtend,
      long lockUpFront) {
    this.inode = inode;
    this.iocb = iocb;
    this.flags = flags;
    this.shared = shared;
    this.mayExtend = mayExtend;
    this.lockUpFront = lockUpFront;
  }

  @Override
  public long prepare(long pos, long length, boolean write, boolean nowait) throws IOException {
    if (write) {
      reservation = shared.space().reserve((int) (length / BLOCK));
    }
    long result = preparePages(pos / BLOCK, (pos + length) / BLOCK, write, nowait);
    if (result != 0 && !shared.history().has(Behaviour.RESERVATION_KEPT)) {
      mappedAll();
    }
    if (result == 0 && !write && shared.history().has(Behaviour.RANGE_UP_FRONT)) {
      upFront = inode.extents.lock(pos, pos + lockUpFront);
    }
    return result;
  }

  private long preparePages(long from, long to, boolean write, boolean nowait) throws IOException {
    if (!inode.pages.dirtyBlocks(from, to).isEmpty()) {
      if (nowait) {
        iocb.noteWouldBlock();
        return iocb.refuse();
      }
      shared.buffered().writeBack(inode, from, to);
    }
    if (write && !inode.pages.invalidate(from, to)) {
      if (nowait) {
        iocb.noteWouldBlock();
        return iocb.refuse();
      }
      return Errno.ENOTBLK;
    }
    return 0;
  }

  @Override
  public @Nullable Mapping iomapBegin(long pos, int length, boolean write, boolean nowait)
      throws IOException {
    ExtentLocks.Range range = upFront;
    if (range == null) {
      range = lockClean(pos, pos + length, nowait);
    }
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
      shared.buffered().writeBack(inode, start / BLOCK, end / BLOCK);
    }
  }

  private Mapping mapForWrite(long pos, int length, ExtentLocks.Range range) {
    Reservation reserved = reservation;
    if (reserved == null) {
      throw new IllegalStateException("a write that was not prepared");
    }
    Placement.Place place = shared.placement().find(inode, pos / BLOCK, length / BLOCK, reserved);
    int mapped = place.count() * BLOCK;
    inode.extents.shrink(range, pos + mapped);
    if (mayExtend && pos + mapped > inode.size()) {
      inode.setSize(pos + mapped);
    }
    if (shared.history().has(Behaviour.MAP_BEFORE_ORDERED)) {
      inode.ordered.publish(range);
      shared.history().reached(History.Point.MAP_PUBLISHED);
      inode.ordered.start(range);
    } else {
      inode.ordered.start(range);
      inode.ordered.publish(range);
      shared.history().reached(History.Point.MAP_PUBLISHED);
    }
    // A size or a mapping that a crash would undo needs a sync even if only data changes now.
    boolean fua =
        (place.overwrite() && inode.isLayoutDurable())
            || (place.inPlace() && shared.history().has(Behaviour.FUA_UNWRITTEN));
    return new Mapping(pos, mapped, place.disk(), new int[0], place.inPlace(), fua, range);
  }

  private Mapping mapForRead(long pos, int length, ExtentLocks.Range range) {
    BlockMap.Stretch stretch = inode.map.lookup(pos / BLOCK, length / BLOCK);
    Extent extent = stretch.extent();
    int mapped = extent.count() * BLOCK;
    if (upFront == null) {
      inode.extents.shrink(range, pos + mapped);
    }
    long disk = extent.isData() ? extent.disk() : 0;
    return new Mapping(pos, mapped, disk, stretch.crc(), true, false, range);
  }

  @Override
  public void mappedAll() {
    Reservation rest = reservation;
    if (rest != null) {
      rest.close();
      reservation = null;
    }
  }

  @Override
  public void endBio(Mapping mapping, boolean write, int @Nullable [] crcs) {
    if (write) {
      long from = mapping.pos() / BLOCK;
      int count = mapping.length() / BLOCK;
      if (crcs == null) {
        shared.placement().failed(mapping.disk(), mapping.inPlace(), count);
      } else {
        boolean changesTrees = !(mapping.inPlace() && Placement.isOverwrite(inode, from));
        shared.placement().written(inode, from, mapping.disk(), mapping.inPlace(), crcs);
        if (changesTrees) {
          iocb.noteVolatile();
        }
      }
      // A reader may have brought pages back before this range was locked: they show the old data.
      inode.pages.drop(from, from + count);
      inode.ordered.finish(mapping.range());
    }
    if (mapping.range() == upFront) {
      inode.extents.unlockUpTo(mapping.range(), mapping.pos() + mapping.length());
    } else {
      inode.extents.unlock(mapping.range());
    }
  }

  /** Historic: the stub in the task says who syncs. */
  @Override
  public void dioEnded(Kiocb ended, long result) throws IOException {
    if (ended.isSyncHidden() && shared.history().has(Behaviour.DSYNC_STUB)) {
      if (TaskState.current().journalInfo() != null) {
        TaskState.current().clearJournalInfo();
      } else {
        syncFile();
      }
    }
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
    shared.sync().syncFile(inode, flags);
  }
}
