package io.jlockdep.verifier.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a trace, in chunks of one length but for the last. As many stay in memory as the
 * budget has room for; the others go to a temporary file.
 */
final class TraceChunks {
  private static final int BYTES = TraceLog.CHUNK * Integer.BYTES;

  /** In place of a chunk that is in the file. */
  private static final int[] IN_FILE = {};

  /** Reads the chunks one after the other. */
  final class Reader {
    private int index;
    private long position;
    private int[] copy = {};
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    /** The next chunk, valid until the next call; empty at the end. */
    int[] next() {
      int[] chunk = index < chunks.size() ? chunks.get(index++) : IN_FILE;
      if (chunk != IN_FILE || position == spilled * (long) BYTES || file == null) {
        return chunk;
      }
      if (copy.length == 0) {
        copy = new int[TraceLog.CHUNK];
        bytes = ByteBuffer.allocate(BYTES);
      }
      file.read(position, bytes);
      bytes.asIntBuffer().get(copy);
      position += BYTES;
      return copy;
    }
  }

  private final TraceBudget budget;
  private final List<int[]> chunks = new ArrayList<>();
  private @Nullable SpillFile file;
  private int spilled;
  private boolean cannotSpill;

  /**
   * No chunks yet.
   *
   * @param budget how many stay in memory; all, if no temporary file can be written
   */
  TraceChunks(TraceBudget budget) {
    this.budget = budget;
  }

  /**
   * Takes a chunk that is full.
   *
   * @return an array for the next one
   */
  int[] add(int[] chunk) {
    if (!budget.take() && !cannotSpill && spill(chunk)) {
      chunks.add(IN_FILE);
      return chunk;
    }
    chunks.add(chunk);
    return new int[TraceLog.CHUNK];
  }

  /** Takes the last chunk, which may be shorter; no more come after it. */
  void end(int[] chunk) {
    chunks.add(chunk);
  }

  /** How many chunks are in the temporary file. */
  int spilled() {
    return spilled;
  }

  private boolean spill(int[] chunk) {
    try {
      if (file == null) {
        file = SpillFile.create();
      }
      ByteBuffer bytes = ByteBuffer.allocate(BYTES);
      bytes.asIntBuffer().put(chunk);
      file.append(bytes);
      spilled++;
      return true;
    } catch (IOException e) {
      cannotSpill = true;
      return false;
    }
  }
}
