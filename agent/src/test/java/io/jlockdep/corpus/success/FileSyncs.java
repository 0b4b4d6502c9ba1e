package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Every way to wait for the disk. */
@Expect(syncs = {"force", "force-metadata", "fd-sync", "mapped-force", "dsync-write"})
public class FileSyncs {

  public static void main(String[] args) throws IOException {
    File file = File.createTempFile("jlockdep", ".dat");
    try {
      channel(file);
      streams(file);
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
    try (FileOutputStream stream = new FileOutputStream(file)) {
      stream.write(new byte[] {1, 2, 3, 4});
      stream.getFD().sync();
    }
    try (RandomAccessFile random = new RandomAccessFile(file, "rwd")) {
      random.seek(4);
      random.write(new byte[] {9, 9});
    }
  }
}
