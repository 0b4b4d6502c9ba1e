package io.jlockdep.verifier.read;

import static io.jlockdep.verifier.read.ChunkLayout.CHECKPOINT_AT;
import static io.jlockdep.verifier.read.ChunkLayout.HEADER_SIZE;
import static io.jlockdep.verifier.read.ChunkLayout.METADATA_AT;
import static io.jlockdep.verifier.read.ChunkLayout.SIZE_AT;
import static io.jlockdep.verifier.read.ChunkLayout.STATE_AT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Writes one chunk to a file of its own, mended so that the JDK's parser takes it. */
final class ChunkCopy {
  /** size 7, type checkpoint, start 0, duration 0, no other checkpoint, no flush, no pools. */
  private static final byte[] EMPTY_CHECKPOINT = {7, 1, 0, 0, 0, 0, 0};

  private ChunkCopy() {}

  /**
   * Copies {@code chunk} of {@code file} to {@code target}. A chunk without metadata borrows that
   * of another chunk of the same file, which numbers its event types alike because it comes from
   * the same process.
   *
   * @param metadata the borrowed metadata event
   * @return false if the chunk has no metadata and none was lent: it cannot be read
   */
  static boolean write(ByteBuffer file, Chunk chunk, Optional<ByteBuffer> metadata, Path target)
      throws IOException {
    if (chunk.metadata() == 0 && metadata.isEmpty()) {
      return false;
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
    header.put(slice(file, chunk.offset(), HEADER_SIZE)).flip();
    long end = chunk.length();
    long metadataAt = chunk.metadata();
    long checkpointAt = chunk.checkpoint();
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      write(out, slice(file, chunk.offset() + HEADER_SIZE, end - HEADER_SIZE), HEADER_SIZE);
      if (metadataAt == 0) {
        ByteBuffer lent = metadata.get().duplicate();
        metadataAt = end;
        end += lent.remaining();
        write(out, lent, metadataAt);
      }
      if (checkpointAt == 0) {
        checkpointAt = end;
        end += EMPTY_CHECKPOINT.length;
        write(out, ByteBuffer.wrap(EMPTY_CHECKPOINT), checkpointAt);
      }
      header.putLong(SIZE_AT, end);
      header.putLong(CHECKPOINT_AT, checkpointAt);
      header.putLong(METADATA_AT, metadataAt);
      header.put(STATE_AT, (byte) 0);
      write(out, header, 0);
    }
    return true;
  }

  /** The metadata event of {@code chunk}, which has one. */
  static ByteBuffer metadataOf(ByteBuffer file, Chunk chunk) {
    int start = (int) (chunk.offset() + chunk.metadata());
    ByteBuffer at = file.duplicate();
    at.position(start);
    return slice(file, start, ChunkLayout.number(at));
  }

  private static ByteBuffer slice(ByteBuffer file, long offset, long length) {
    return file.slice((int) offset, (int) length);
  }

  private static void write(FileChannel out, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += out.write(bytes, at);
    }
  }
}
