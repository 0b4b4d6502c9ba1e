package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Kiocb;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A file of a mounted filesystem. Any number of threads may use it. */
public final class OpenFile {
  private final FileSystem fileSystem;
  private final FileOperations operations;
  private final Inode inode;

  OpenFile(FileSystem fileSystem, FileOperations operations, Inode inode) {
    this.fileSystem = fileSystem;
    this.operations = operations;
    this.inode = inode;
  }

  public String name() {
    return inode.name();
  }

  /** Bytes. */
  public long size() {
    return inode.size();
  }

  /**
   * Writes the remaining bytes. For a direct write the buffer must be aligned, else it goes through
   * the page cache.
   *
   * @return bytes, or a negative {@link Errno}
   */
  public long write(Kiocb iocb, ByteBuffer from) throws IOException {
    fileSystem.prepareToChange();
    return operations.writeIter(inode, iocb, from);
  }

  /** Writes at a position and waits for the result. */
  public long write(long pos, ByteBuffer from, Kiocb.Flag... flags) throws IOException {
    return write(Kiocb.sync(pos, Set.of(flags)), from);
  }

  /**
   * Starts a write. The buffer belongs to the filesystem until the result is there. {@link
   * Errno#EIOCBQUEUED} never is a result; other errors are.
   */
  public CompletableFuture<Long> writeAsync(long pos, ByteBuffer from, Kiocb.Flag... flags)
      throws IOException {
    CompletableFuture<Long> result = new CompletableFuture<>();
    long now = write(Kiocb.async(pos, Set.of(flags), result::complete), from);
    if (now != Errno.EIOCBQUEUED) {
      result.complete(now);
    }
    return result;
  }

  /**
   * Reads until the buffer is full or the file ends.
   *
   * @return bytes, or a negative {@link Errno}
   */
  public long read(long pos, ByteBuffer to, Kiocb.Flag... flags) throws IOException {
    return operations.readIter(inode, Kiocb.sync(pos, Set.of(flags)), to);
  }

  /** Makes the file durable. */
  public void sync() throws IOException {
    operations.syncFile(inode);
  }

  /** Cuts the file off, or makes it longer by a hole. */
  public void truncate(long size) throws IOException {
    fileSystem.prepareToChange();
    operations.truncate(inode, size);
  }
}
