package io.jlockdep.verifier.model;

import java.util.Arrays;

/**
 * Collects the events of a trace, in the order in which they happened. One number an event where
 * the numbers of the thread and of what it is about are small; else the number of the thread goes
 * before it where that changes. One number more where the event has a place. For one thread at a
 * time.
 */
public final class TraceLog {
  /** Of every number: whether it has the thread, too. */
  static final int HAS_THREAD = 1;

  static final int OP_SHIFT = 1;
  static final int OP_MASK = (1 << 5) - 1;
  static final int THREAD_SHIFT = OP_SHIFT + 5;
  static final int THREAD_MASK = (1 << 8) - 1;

  /** Where the subject begins in a number with the thread, and in one without. */
  static final int SHORT_SHIFT = THREAD_SHIFT + 8;

  static final int LONG_SHIFT = THREAD_SHIFT;

  /** With its header an array of 1 MiB, which fits the regions of the garbage collector G1. */
  static final int CHUNK = (1 << 18) - 4;

  /** Numbers that one event takes at most. */
  private static final int MOST_WORDS = 3;

  private static final int GREATEST = (1 << (32 - LONG_SHIFT)) - 1;
  private static final int GREATEST_SHORT = (1 << (32 - SHORT_SHIFT)) - 1;

  private final TraceChunks chunks;
  private int[] chunk = new int[1 << 8];
  private int used;
  private int lastThread = -1;
  private long events;
  private long acquisitions;
  private int channels;

  /** An empty log, which stays in memory as far as the budget goes; the rest goes to a file. */
  public TraceLog(TraceBudget budget) {
    chunks = new TraceChunks(budget);
  }

  /**
   * Adds an event.
   *
   * @param op one of {@link TraceOp}
   * @param subject number of a lock, a variable or a thread
   * @param site number of the place; only of acquisitions and requests
   */
  public void add(int thread, int op, int subject, int site) {
    if (chunk.length - used < MOST_WORDS) {
      makeRoom();
    }
    int at = used;
    if ((thread | THREAD_MASK) == THREAD_MASK && (subject | GREATEST_SHORT) == GREATEST_SHORT) {
      chunk[at++] = subject << SHORT_SHIFT | thread << THREAD_SHIFT | op << OP_SHIFT | HAS_THREAD;
    } else {
      if (thread != lastThread) {
        chunk[at++] = word(TraceOp.THREAD, thread);
      }
      chunk[at++] = word(op, subject);
    }
    lastThread = thread;
    if (TraceOp.hasSite(op)) {
      chunk[at++] = site;
      acquisitions++;
    }
    used = at;
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

  /** Acquisitions and requests so far. */
  long acquisitions() {
    return acquisitions;
  }

  /** Everything that was added; the log takes no more. */
  TraceChunks finish() {
    chunks.end(Arrays.copyOf(chunk, used));
    return chunks;
  }

  private static int word(int op, int subject) {
    if (subject < 0 || subject > GREATEST) {
      throw new IllegalStateException("more than " + GREATEST + " names in one trace");
    }
    return subject << LONG_SHIFT | op << OP_SHIFT;
  }

  /** An event is in one chunk. What is left of a chunk only says again which thread it is. */
  private void makeRoom() {
    if (chunk.length < CHUNK) {
      chunk = Arrays.copyOf(chunk, Math.min(CHUNK, used * 4)); // a small trace needs little
      return;
    }
    Arrays.fill(chunk, used, CHUNK, word(TraceOp.THREAD, lastThread));
    chunk = chunks.add(chunk);
    used = 0;
  }
}
