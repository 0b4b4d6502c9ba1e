package io.jlockdep.verifier.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file for what is too large for the memory; it is gone when the program ends. For one
 * thread at a time.
 */
public final class SpillFile {
  private final FileChannel channel;
  private long size;

  private SpillFile(FileChannel channel) {
    this.channel = channel;
  }

  /** A new file in the folder for temporary files. */
  public static SpillFile create() throws IOException {
    Path path = Files.createTempFile("jlockdep-trace", ".tmp");
    return new SpillFile(
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /**
   * Writes all that remains in {@code bytes}.
   *
   * @return where it begins
   */
  public long append(ByteBuffer bytes) throws IOException {
    long begin = size;
    long at = begin;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    size = at;
    return begin;
  }

  /** Fills {@code into} with what was written at {@code begin}, and flips it. */
  public void read(long begin, ByteBuffer into) {
    try {
      into.clear();
      long at = begin;
      while (into.hasRemaining()) {
        int got = channel.read(into, at);
        if (got < 0) {
          throw new EOFException("a temporary file has become shorter");
        }
        at += got;
      }
      into.flip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
