package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

/** A channel on an open file. Mapping is not possible: there is no file of the host to map. */
final class SampleFileChannel extends FileChannel {
  private static final int CHUNK = 64 * 1024;

  private final OpenFile file;
  private final FileLocks locks;
  private final boolean readable;
  private final boolean writable;
  private final boolean append;
  private final Set<Kiocb.Flag> flags = EnumSet.noneOf(Kiocb.Flag.class);
  private final Runnable afterClose;
  private final Object positionLock = new Object();
  private long position;

  /**
   * @param afterClose what is left to do when the file is closed
   */
  SampleFileChannel(
      OpenFile file, FileLocks locks, Set<? extends OpenOption> options, Runnable afterClose) {
    this.file = file;
    this.locks = locks;
    this.append = options.contains(StandardOpenOption.APPEND);
    this.writable = append || options.contains(StandardOpenOption.WRITE);
    this.readable = options.contains(StandardOpenOption.READ) || !writable;
    this.afterClose = afterClose;
    if (options.contains(StandardOpenOption.SYNC) || options.contains(StandardOpenOption.DSYNC)) {
      flags.add(Kiocb.Flag.DSYNC);
    }
    if (append) {
      flags.add(Kiocb.Flag.APPEND);
    }
  }

  private void checkReadable() throws IOException {
    checkOpen();
    if (!readable) {
      throw new NonReadableChannelException();
    }
  }

  private void checkWritable() throws IOException {
    checkOpen();
    if (!writable) {
      throw new NonWritableChannelException();
    }
  }

  private void checkOpen() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private <T> T translated(NioErrors.Action<T> action) throws IOException {
    return NioErrors.translated(file.name(), action);
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    synchronized (positionLock) {
      int read = read(to, position);
      position += Math.max(0, read);
      return read;
    }
  }

  @Override
  public int read(ByteBuffer to, long from) throws IOException {
    checkReadable();
    if (from < 0) {
      throw new IllegalArgumentException("negative position " + from);
    }
    if (!to.hasRemaining()) {
      return 0;
    }
    int read = Math.toIntExact(translated(() -> file.read(from, to)));
    return read == 0 ? -1 : read;
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      while (to[i].hasRemaining()) {
        int read = read(to[i]);
        if (read < 0) {
          return total == 0 ? -1 : total;
        }
        total += read;
      }
    }
    return total;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    synchronized (positionLock) {
      Kiocb iocb = Kiocb.sync(position, flags);
      int written = write(iocb, from);
      position = iocb.pos();
      return written;
    }
  }

  @Override
  public int write(ByteBuffer from, long to) throws IOException {
    if (to < 0) {
      throw new IllegalArgumentException("negative position " + to);
    }
    return write(Kiocb.sync(to, flags), from);
  }

  private int write(Kiocb iocb, ByteBuffer from) throws IOException {
    checkWritable();
    return Math.toIntExact(translated(() -> file.write(iocb, from)));
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      total += write(from[i]);
    }
    return total;
  }

  @Override
  public long position() throws IOException {
    checkOpen();
    synchronized (positionLock) {
      return append ? file.size() : position;
    }
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    checkOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("negative position " + newPosition);
    }
    synchronized (positionLock) {
      position = newPosition;
    }
    return this;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    checkWritable();
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size);
    }
    synchronized (positionLock) {
      if (size < file.size()) {
        translated(
            () -> {
              file.truncate(size);
              return 0;
            });
      }
      position = Math.min(position, size);
    }
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    checkOpen();
    translated(
        () -> {
          if (metadata) {
            file.sync();
          } else {
            file.dataSync();
          }
          return 0;
        });
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
    checkReadable();
    long total = 0;
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    while (total < count) {
      buffer.clear().limit((int) Math.min(CHUNK, count - total));
      if (read(buffer, from + total) < 0) {
        break;
      }
      int written = target.write(buffer.flip());
      total += written;
      if (buffer.hasRemaining()) {
        break;
      }
    }
    return total;
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long to, long count) throws IOException {
    checkWritable();
    if (to > file.size()) {
      return 0;
    }
    long total = 0;
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    while (total < count) {
      buffer.clear().limit((int) Math.min(CHUNK, count - total));
      if (source.read(buffer) <= 0) {
        break;
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        total += write(buffer, to + total);
      }
    }
    return total;
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long size) {
    throw new UnsupportedOperationException("a file of an image cannot be mapped");
  }

  @Override
  public FileLock lock(long from, long size, boolean shared) throws IOException {
    checkOpen();
    checkLockMode(shared);
    return locks.lock(this, from, size, shared, true);
  }

  @Override
  public FileLock tryLock(long from, long size, boolean shared) throws IOException {
    checkOpen();
    checkLockMode(shared);
    return locks.lock(this, from, size, shared, false);
  }

  private void checkLockMode(boolean shared) {
    if (shared && !readable) {
      throw new NonReadableChannelException();
    } else if (!shared && !writable) {
      throw new NonWritableChannelException();
    }
  }

  @Override
  protected void implCloseChannel() throws IOException {
    locks.releaseAll(this);
    file.close();
    afterClose.run();
  }
}
