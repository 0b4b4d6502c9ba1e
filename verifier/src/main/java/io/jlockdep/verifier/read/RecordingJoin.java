package io.jlockdep.verifier.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the chunks of several recordings one after the other. A parser may take two neighbouring
 * chunks with the same number of metadata for chunks of one JVM and read the second by the types of
 * the first (the JDK's does, seen in 17 and 25); so the first chunk of a file gets another number
 * where it has that of the chunk before.
 */
public final class RecordingJoin {
  /** Fits into one byte of seven bits. */
  private static final int HIGHEST = 127;

  /** Bytes that hold the first fields of an event, each of 9 at most. */
  private static final int BEGINNING = 64;

  /** What is before the number in the metadata event: its size, type, start and duration. */
  private static final int FIELDS_BEFORE = 4;

  private record Chunk(long start, long size, long idAt, int idLength, long id) {}

  private final OutputStream out;
  private long previousId = -1;

  public RecordingJoin(OutputStream out) {
    this.out = out;
  }

  /**
   * Appends a recording that is known to be whole.
   *
   * @throws IOException if it cannot be read, or the result not written
   */
  public void add(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      List<Chunk> chunks = chunks(in);
      for (int i = 0; i < chunks.size(); i++) {
        Chunk chunk = chunks.get(i);
        long id = chunk.id();
        if (i == 0 && id == previousId) {
          id = otherThan(previousId, chunks.size() > 1 ? chunks.get(1).id() : previousId);
        }
        copy(in, chunk, id);
        previousId = id;
      }
    }
  }

  private static long otherThan(long one, long another) {
    long id = HIGHEST;
    while (id == one || id == another) {
      id--;
    }
    return id;
  }

  private static List<Chunk> chunks(FileChannel in) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    long start = 0;
    while (start < in.size()) {
      ByteBuffer header = read(in, start, ChunkLayout.HEADER_SIZE);
      if (!ChunkLayout.isHeaderAt(header, 0)) {
        throw new EOFException("no chunk begins at byte " + start);
      }
      long size = header.getLong(ChunkLayout.SIZE_AT);
      long metadataAt = start + header.getLong(ChunkLayout.METADATA_AT);
      ByteBuffer metadata = read(in, metadataAt, BEGINNING);
      for (int i = 0; i < FIELDS_BEFORE; i++) {
        ChunkLayout.number(metadata);
      }
      int idAt = metadata.position();
      long id = ChunkLayout.number(metadata);
      chunks.add(new Chunk(start, size, metadataAt + idAt, metadata.position() - idAt, id));
      start += size;
    }
    return chunks;
  }

  private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && in.read(bytes, at + bytes.position()) >= 0) {
      continue;
    }
    return bytes.flip();
  }

  private void copy(FileChannel in, Chunk chunk, long id) throws IOException {
    WritableByteChannel to = Channels.newChannel(out);
    copy(in, chunk.start(), chunk.idAt(), to);
    long rest = chunk.idAt();
    if (id != chunk.id()) {
      // As many bytes as before: the places of everything else stay.
      for (int i = 1; i < chunk.idLength(); i++) {
        out.write((int) (i == 1 ? id | 0x80 : 0x80));
      }
      out.write((int) (chunk.idLength() == 1 ? id : 0));
      rest += chunk.idLength();
    }
    copy(in, rest, chunk.start() + chunk.size(), to);
  }

  private static void copy(FileChannel in, long from, long end, WritableByteChannel to)
      throws IOException {
    long at = from;
    while (at < end) {
      long copied = in.transferTo(at, end - at, to);
      if (copied <= 0) {
        throw new EOFException("the file became shorter");
      }
      at += copied;
    }
  }
}
