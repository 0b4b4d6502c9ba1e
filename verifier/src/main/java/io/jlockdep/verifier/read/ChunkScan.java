package io.jlockdep.verifier.read;

import static io.jlockdep.verifier.read.ChunkLayout.CHECKPOINT_AT;
import static io.jlockdep.verifier.read.ChunkLayout.CHECKPOINT_TYPE;
import static io.jlockdep.verifier.read.ChunkLayout.HEADER_SIZE;
import static io.jlockdep.verifier.read.ChunkLayout.METADATA_AT;
import static io.jlockdep.verifier.read.ChunkLayout.METADATA_TYPE;
import static io.jlockdep.verifier.read.ChunkLayout.SIZE_AT;
import static io.jlockdep.verifier.read.ChunkLayout.STATE_AT;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds the chunks of a recording, and in each how far its events are whole. */
final class ChunkScan {
  private final ByteBuffer file;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private ChunkScan(ByteBuffer file) {
    this.file = file;
  }

  /** Scans the whole of {@code file} (big-endian). */
  static ChunkScan of(ByteBuffer file) {
    ChunkScan scan = new ChunkScan(file);
    scan.scan();
    return scan;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** One sentence for each place at which something is missing; empty for a file in order. */
  List<String> problems() {
    return problems;
  }

  private void scan() {
    int position = 0;
    while (position < file.limit()) {
      int header = nextHeader(position);
      if (header > position) {
        problems.add(
            "bytes %d to %d belong to no chunk of a recording".formatted(position, header));
      }
      if (header == file.limit()) {
        return;
      }
      position = readChunk(header);
    }
  }

  /** Where the next header starts; the end of the file if there is none. */
  private int nextHeader(int from) {
    for (int position = from; position + HEADER_SIZE <= file.limit(); position++) {
      if (file.get(position) == 'F' && ChunkLayout.isHeaderAt(file, position)) {
        return position;
      }
    }
    return file.limit();
  }

  /** Reads the chunk at {@code start}; returns where to go on. */
  private int readChunk(int start) {
    long size = file.getLong(start + SIZE_AT);
    boolean finished = file.get(start + STATE_AT) == 0;
    boolean fits = size > HEADER_SIZE && size <= file.limit() - start;
    int end = finished && fits ? start + (int) size : nextHeader(start + HEADER_SIZE);
    Events events = walk(start, end);
    long metadata = file.getLong(start + METADATA_AT);
    long checkpoint = file.getLong(start + CHECKPOINT_AT);
    if (finished
        && fits
        && events.end == end
        && events.metadata.contains(metadata)
        && events.chainIsWhole(checkpoint)) {
      chunks.add(new Chunk(start, size, true, checkpoint, metadata));
      return end;
    }
    problems.add(
        "the chunk at byte %d is %s; its events are whole up to byte %d"
            .formatted(
                start,
                fits && finished
                    ? "damaged"
                    : size > file.limit() - start ? "cut off" : "not finished",
                events.end));
    chunks.add(
        new Chunk(
            start, events.end - start, false, events.lastWholeChain(), events.lastMetadata()));
    return Math.max(events.end, fits && finished ? end : nextHeader(events.end));
  }

  private Events walk(int start, int end) {
    Events events = new Events(start, start + HEADER_SIZE);
    ByteBuffer buffer = file.duplicate();
    buffer.limit(end);
    while (events.end < end) {
      buffer.position(events.end);
      long size = ChunkLayout.number(buffer);
      long type = ChunkLayout.number(buffer);
      if (size < 2 || type < 0 || size > end - events.end) {
        break;
      }
      long offset = events.end - start;
      if (type == METADATA_TYPE) {
        events.metadata.add(offset);
      } else if (type == CHECKPOINT_TYPE) {
        ChunkLayout.number(buffer); // start
        ChunkLayout.number(buffer); // duration
        events.checkpoints.set((int) offset);
        events.deltas.add(new long[] {offset, ChunkLayout.number(buffer)});
      }
      events.end += (int) size;
    }
    return events;
  }

  /** The events of one chunk; offsets are relative to the chunk. */
  private static final class Events {
    private final int start;
    private final List<Long> metadata = new ArrayList<>();
    private final BitSet checkpoints = new BitSet();
    private final List<long[]> deltas = new ArrayList<>();
    private int end;

    private Events(int start, int end) {
      this.start = start;
      this.end = end;
    }

    private long lastMetadata() {
      return metadata.isEmpty() ? 0 : metadata.get(metadata.size() - 1);
    }

    private long lastWholeChain() {
      for (int i = deltas.size() - 1; i >= 0; i--) {
        if (chainIsWhole(deltas.get(i)[0])) {
          return deltas.get(i)[0];
        }
      }
      return 0;
    }

    /** Whether the checkpoints lead from one to the one before, as far as the first. */
    private boolean chainIsWhole(long from) {
      long at = from;
      int index = deltas.size() - 1;
      while (at > 0 && at < end - start && checkpoints.get((int) at)) {
        while (index >= 0 && deltas.get(index)[0] > at) {
          index--;
        }
        if (index < 0 || deltas.get(index)[0] != at) {
          return false;
        }
        long delta = deltas.get(index)[1];
        if (delta == 0) {
          return true;
        }
        if (delta > 0) {
          return false;
        }
        at += delta;
      }
      return false;
    }
  }
}
