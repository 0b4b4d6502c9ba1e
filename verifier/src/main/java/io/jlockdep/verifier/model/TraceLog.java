package io.jlockdep.verifier.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the events of a trace, in the order in which they happened. One number an event, two
 * where the event has a place, and one more where the thread changes. For one thread at a time.
 */
public final class TraceLog {
  static final int OP_BITS = 5;

  /** With its header an array of 1 MiB, which fits the regions of the garbage collector G1. */
  static final int CHUNK = (1 << 18) - 4;

  private static final int GREATEST = (1 << (32 - OP_BITS)) - 1;

  private final List<int[]> chunks = new ArrayList<>();
  private int[] chunk = new int[1 << 8];
  private int used;
  private int lastThread = -1;
  private long events;
  private int channels;

  /**
   * Adds an event.
   *
   * @param op one of {@link TraceOp}
   * @param subject number of a lock, a variable or a thread
   * @param site number of the place; only of acquisitions and requests
   */
  public void add(int thread, int op, int subject, int site) {
    if (thread != lastThread) {
      put(word(TraceOp.THREAD, thread));
      lastThread = thread;
    }
    put(word(op, subject));
    if (TraceOp.hasSite(op)) {
      put(site);
    }
    events++;
    if (op >= TraceOp.SIGNAL) {
      channels = Math.max(channels, subject + 1);
    }
  }

  /** Events so far. */
  public long events() {
    return events;
  }

  /** Channels on which there are signals and waits. */
  int channels() {
    return channels;
  }

  /** Everything that was added; the log takes no more. */
  int[][] finish() {
    int[] last = new int[used];
    System.arraycopy(chunk, 0, last, 0, used);
    chunks.add(last);
    return chunks.toArray(int[][]::new);
  }

  private static int word(int op, int subject) {
    if (subject < 0 || subject > GREATEST) {
      throw new IllegalStateException("more than " + GREATEST + " names in one trace");
    }
    return subject << OP_BITS | op;
  }

  private void put(int word) {
    if (used == CHUNK) {
      chunks.add(chunk);
      chunk = new int[CHUNK];
      used = 0;
    } else if (used == chunk.length) {
      chunk = Arrays.copyOf(chunk, Math.min(CHUNK, used * 4)); // a small trace needs little
    }
    chunk[used++] = word;
  }
}
