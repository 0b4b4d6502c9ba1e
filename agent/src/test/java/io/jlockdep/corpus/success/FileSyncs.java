package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Every way to wait for the disk. */
@Expect(
    covers = {
      "FileChannel.force",
      "FileDescriptor.sync",
      "MappedByteBuffer.force",
      "write to a channel opened DSYNC",
      "write to a stream opened SYNC",
      "write to a RandomAccessFile rwd",
      "bytes dirtied before a sync",
      "FileChannel.lock",
      "FileChannel.tryLock",
      "FileLock.release"
    },
    syncs = {"force", "force-metadata", "fd-sync", "mapped-force", "dsync-write"},
    dirty = {"force 3", "force-metadata 0", "fd-sync 4", "dsync-write 2", "dsync-write 6"},
    edges = {"FileSyncs.lock -> FileSyncs.locked"})
public class FileSyncs {

  public static void main(String[] args) throws IOException {
    File file = File.createTempFile("jlockdep", ".dat");
    try {
      channel(file);
      streams(file);
      new FileSyncs(file).fileLocks();
      System.out.println("length " + file.length());
    } finally {
      System.out.println("deleted " + file.delete());
    }
  }

  private static void channel(File file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file.toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      channel.force(false);
      channel.force(true);
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 10);
      mapped.put(0, (byte) 7);
      mapped.force();
    }
    try (FileChannel channel =
        FileChannel.open(file.toPath(), StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
      channel.write(ByteBuffer.wrap(new byte[] {4, 5}));
    }
  }

  private static void streams(File file) throws IOException {
    try (OutputStream stream =
        Files.newOutputStream(file.toPath(), StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
      stream.write(new byte[6]);
    }
    try (FileOutputStream stream = new FileOutputStream(file)) {
      stream.write(new byte[] {1, 2, 3, 4});
      stream.getFD().sync();
    }
    try (RandomAccessFile random = new RandomAccessFile(file, "rwd")) {
      random.seek(4);
      random.write(new byte[] {9, 9});
    }
  }

  private final Object lock = new Object();
  private final FileChannel locked;

  private FileSyncs(File file) throws IOException {
    locked = FileChannel.open(file.toPath(), StandardOpenOption.WRITE);
  }

  private void fileLocks() throws IOException {
    synchronized (lock) {
      FileLock first = locked.lock(0, 1, false);
      FileLock second = locked.tryLock(1, 1, false);
      System.out.println(first.isValid() && second.isValid());
      first.release();
      second.release();
      try (FileLock whole = locked.lock()) {
        System.out.println(whole.isShared());
      }
    }
    locked.lock();
    locked.close();
    synchronized (lock) {
      System.out.println("nothing held");
    }
  }
}
