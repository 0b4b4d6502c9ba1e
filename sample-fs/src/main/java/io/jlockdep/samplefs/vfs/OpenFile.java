package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file of a mounted filesystem. Any number of threads may use it. A file that loses its last name
 * stays until it is closed.
 */
public final class OpenFile implements Closeable {
  /** What {@link #fallocate} does. */
  public enum Allocate {
    /** Blocks for every hole; the file grows to the end of the range. */
    ALLOCATE,
    /** Blocks for every hole, also behind the end of the file, which stays where it is. */
    KEEP_SIZE,
    /** The range reads as zeros and has blocks; the file grows to the end of it. */
    ZERO_RANGE,
    /** The range reads as zeros and has no blocks; the size stays. */
    PUNCH_HOLE
  }

  private final FileSystem fileSystem;
  private final Inode inode;
  private final OpenFlags flags = new OpenFlags();
  private final AtomicBoolean closed = new AtomicBoolean();

  OpenFile(FileSystem fileSystem, Inode inode) {
    this.fileSystem = fileSystem;
    this.inode = inode;
  }

  private interface Action<T> {
    T run() throws IOException;
  }

  /** Gives errors of the layers below a name and the path. */
  private <T> T named(Action<T> action) throws IOException {
    if (closed.get()) {
      throw new ClosedChannelException();
    }
    try {
      return action.run();
    } catch (IOException e) {
      throw FsException.of(e, inode.name());
    }
  }

  /** By which the file was first found or made. */
  public String name() {
    return inode.name();
  }

  /** Bytes. */
  public long size() {
    return inode.size();
  }

  public long inode() {
    return inode.number();
  }

  /** How many ranges are locked, direct transfers and ordered extents under way: for scenarios. */
  public boolean isIdle() {
    return inode.extents.size() == 0
        && inode.dioCount.count() == 0
        && inode.ordered.underWay() == 0;
  }

  /** Whether some part of the bytes {@code [from, to)} is locked by IO. */
  public boolean isRangeLocked(long from, long to) {
    return inode.extents.isAnyLocked(from, to);
  }

  /** How many direct transfers are under way. */
  public int directIoUnderWay() {
    return inode.dioCount.count();
  }

  /** Whether the inode lock is held, in which mode ever. */
  public boolean isInodeLocked() {
    return inode.rwsem.isWriteLocked() || inode.rwsem.readers() > 0;
  }

  /** Nanoseconds that all threads together have waited for the inode lock. */
  public long inodeLockWaitNanos() {
    return inode.rwsem.waitedNanos();
  }

  /** Keeps the page of a block in use, so that it cannot be dropped, while {@code action} runs. */
  public void withPageInUse(long block, Runnable action) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    read(block * AlignedBuffers.allocate(1).capacity(), one);
    var page = inode.pages.findAndPin(block);
    try {
      action.run();
    } finally {
      if (page != null) {
        inode.pages.unpin(page);
      }
    }
  }

  /**
   * Writes. For a direct write the memory must be aligned, else it goes through the page cache.
   *
   * @return bytes, or a negative {@link Errno}
   */
  public long write(Kiocb iocb, IovIter from) throws IOException {
    return named(
        () -> {
          fileSystem.prepareToChange();
          return fileSystem.operations().writeIter(inode, iocb, from, flags);
        });
  }

  /** Writes the remaining bytes of a buffer. */
  public long write(Kiocb iocb, ByteBuffer from) throws IOException {
    return write(iocb, IovIter.of(from));
  }

  /** Writes at a position and waits for the result. */
  public long write(long pos, ByteBuffer from, Kiocb.Flag... how) throws IOException {
    return write(Kiocb.sync(pos, Set.of(how)), from);
  }

  /**
   * Starts a write. The buffer belongs to the filesystem until the result is there. {@link
   * Errno#EIOCBQUEUED} never is a result; other errors are.
   */
  public CompletableFuture<Long> writeAsync(long pos, ByteBuffer from, Kiocb.Flag... how)
      throws IOException {
    CompletableFuture<Long> result = new CompletableFuture<>();
    long now = write(Kiocb.async(pos, Set.of(how), result::complete), from);
    if (now != Errno.EIOCBQUEUED) {
      result.complete(now);
    }
    return result;
  }

  /** Reads, until the memory is full or the file ends. */
  public long read(Kiocb iocb, IovIter to) throws IOException {
    return named(() -> fileSystem.operations().readIter(inode, iocb, to, flags));
  }

  /**
   * Reads until the buffer is full or the file ends.
   *
   * @return bytes, or a negative {@link Errno}
   */
  public long read(long pos, ByteBuffer to, Kiocb.Flag... how) throws IOException {
    return read(Kiocb.sync(pos, Set.of(how)), IovIter.of(to));
  }

  /** Starts a read; as {@link #writeAsync}. */
  public CompletableFuture<Long> readAsync(long pos, ByteBuffer to, Kiocb.Flag... how)
      throws IOException {
    CompletableFuture<Long> result = new CompletableFuture<>();
    long now = read(Kiocb.async(pos, Set.of(how), result::complete), IovIter.of(to));
    if (now != Errno.EIOCBQUEUED) {
      result.complete(now);
    }
    return result;
  }

  /**
   * Memory that is mapped from this file: {@code bytes} from {@code pos} on, which are read when
   * they are first used.
   *
   * @param before memory that comes first, and is there
   */
  public IovIter mapped(long pos, int bytes, ByteBuffer... before) {
    ByteBuffer[] all = Arrays.copyOf(before, before.length + 1);
    all[before.length] = AlignedBuffers.allocate(bytes);
    return IovIter.of(all).mapped(before.length, segment -> read(pos, segment));
  }

  /** Makes the file durable (fsync). */
  public void sync() throws IOException {
    named(
        () -> {
          fileSystem.operations().syncFile(inode, flags);
          return 0;
        });
  }

  /** Makes the contents durable, and the metadata that leads to them (fdatasync). */
  public void dataSync() throws IOException {
    sync();
  }

  /** Waits until no direct IO is under way and all that was is on stable storage. */
  public void quiesce() throws IOException {
    named(
        () -> {
          fileSystem.operations().quiesce(inode, flags);
          return 0;
        });
  }

  /** Cuts the file off, or makes it longer by a hole. */
  public void truncate(long size) throws IOException {
    named(
        () -> {
          fileSystem.prepareToChange();
          fileSystem.operations().truncate(inode, size);
          return 0;
        });
  }

  /** Gives blocks to a range of the file, or takes them. */
  public void fallocate(Allocate mode, long pos, long length) throws IOException {
    named(
        () -> {
          fileSystem.prepareToChange();
          fileSystem.allocation().fallocate(inode, mode, pos, length);
          return 0;
        });
  }

  /**
   * The first position at or after {@code pos} with data.
   *
   * @throws FsException ENXIO if there is none, or {@code pos} is behind the end
   */
  public long seekData(long pos) throws IOException {
    return named(() -> fileSystem.allocation().seek(inode, pos, true));
  }

  /** The first position at or after {@code pos} in a hole; the end of the file counts as one. */
  public long seekHole(long pos) throws IOException {
    return named(() -> fileSystem.allocation().seek(inode, pos, false));
  }

  public Stat stat() {
    return fileSystem.statOf(inode);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      fileSystem.closed(inode);
    }
  }
}
