package io.jlockdep.samplefs.block;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A device in an image file. Transfers bypass the page cache of the host (O_DIRECT); where its
 * filesystem refuses that, the device says so on stderr once and goes on with ordinary transfers. A
 * flush is {@link FileChannel#force}; a FUA write goes through a second channel opened with DSYNC.
 *
 * <p>The file is locked against other processes while it is open.
 */
public final class ImageFileDevice implements BlockDevice {
  private final Path path;
  private final FileChannel channel;
  private final FileChannel fuaChannel;
  private final long blocks;
  private final boolean direct;

  private ImageFileDevice(
      Path path, FileChannel channel, FileChannel fuaChannel, long blocks, boolean direct) {
    this.path = path;
    this.channel = channel;
    this.fuaChannel = fuaChannel;
    this.blocks = blocks;
    this.direct = direct;
  }

  /** Opens an image that exists. Bytes after the last whole block are ignored. */
  public static ImageFileDevice open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "no such image");
    }
    if (!Files.isRegularFile(path)) {
      throw new FileSystemException(path.toString(), null, "not a regular file");
    }
    return open(path, Files.size(path) / BLOCK);
  }

  /**
   * Makes the file, or empties the one that is there, and gives it {@code blocks} blocks of zeros.
   * A file that was made and cannot become so large is deleted again.
   */
  public static ImageFileDevice create(Path path, long blocks) throws IOException {
    boolean isNew = !Files.exists(path);
    try {
      fill(path, blocks);
    } catch (IOException e) {
      if (isNew) {
        Files.deleteIfExists(path);
      }
      throw e;
    }
    return open(path, blocks);
  }

  private static void fill(Path path, long blocks) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(path, file);
      file.truncate(0);
      file.write(ByteBuffer.wrap(new byte[1]), blocks * BLOCK - 1);
      file.force(true);
    }
  }

  private static ImageFileDevice open(Path path, long blocks) throws IOException {
    boolean direct = true;
    FileChannel channel;
    try {
      channel = channel(path, ExtendedOpenOption.DIRECT);
    } catch (FileSystemException | UnsupportedOperationException refused) {
      channel = channel(path);
      direct = false;
      System.err.println(
          "sample-fs: " + path + ": the filesystem refuses direct IO, going on without it");
    }
    try {
      lock(path, channel);
      FileChannel fua =
          direct
              ? channel(path, ExtendedOpenOption.DIRECT, StandardOpenOption.DSYNC)
              : channel(path, StandardOpenOption.DSYNC);
      return new ImageFileDevice(path, channel, fua, blocks, direct);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel channel(Path path, OpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(Set.of(more));
    options.add(StandardOpenOption.READ);
    options.add(StandardOpenOption.WRITE);
    return FileChannel.open(path, options);
  }

  private static void lock(Path path, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new FileSystemException(path.toString(), null, "the image is in use");
    }
  }

  /** Whether transfers really bypass the page cache of the host. */
  public boolean isDirect() {
    return direct;
  }

  @Override
  public long blocks() {
    return blocks;
  }

  @Override
  public void read(long block, ByteBuffer buffer) throws IOException {
    BlockRange.check(this, block, buffer);
    long position = block * BLOCK;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, position);
      if (n < 0) {
        throw new EOFException(path + ": the image ends at byte " + position);
      }
      position += n;
    }
  }

  @Override
  public void write(long block, ByteBuffer buffer, boolean fua) throws IOException {
    BlockRange.check(this, block, buffer);
    FileChannel target = fua ? fuaChannel : channel;
    long position = block * BLOCK;
    while (buffer.hasRemaining()) {
      position += target.write(buffer, position);
    }
  }

  @Override
  public void flush() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    try (channel;
        fuaChannel) {
      channel.force(true);
    }
  }
}
