package io.jlockdep.verifier.model;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Every acquisition and release of one recording, in the order in which they happened, with what
 * else was recorded: memory accesses, starts and joins. Compact: a few bytes an event.
 */
public final class Trace {
  private final TraceChunks chunks;
  private final long acquisitions;
  private final long recorded;
  private final long actingThreads;
  private final LockOrder lockOrder;
  private final long events;
  private final List<RecordedThread> threads;
  private final List<LockInstance> locks;
  private final int variables;
  private final int channels;
  private final IntFunction<Frame> sites;

  /**
   * Takes over a log.
   *
   * @param recorded events that were recorded; the log has no reentrant acquisitions
   * @param actingThreads threads that did something
   * @param lockOrder the order of the locks, closed
   * @param threads by their number in the log
   * @param locks by their number in the log
   * @param variables how many; their names are not kept
   * @param sites the place of a number in the log
   */
  public Trace(
      TraceLog log,
      long recorded,
      long actingThreads,
      LockOrder lockOrder,
      List<RecordedThread> threads,
      List<LockInstance> locks,
      int variables,
      IntFunction<Frame> sites) {
    this.recorded = recorded;
    this.actingThreads = actingThreads;
    this.lockOrder = lockOrder;
    this.events = log.events();
    this.channels = log.channels();
    this.acquisitions = log.acquisitions();
    this.chunks = log.finish();
    this.threads = List.copyOf(threads);
    this.locks = List.copyOf(locks);
    this.variables = variables;
    this.sites = sites;
  }

  /** Events that were recorded. */
  public long recorded() {
    return recorded;
  }

  /** Events of the trace: without reentrant acquisitions and their releases. */
  public long events() {
    return events;
  }

  /** Acquisitions of the trace, and requests that led to nothing. */
  public long acquisitions() {
    return acquisitions;
  }

  /** Threads that did something; the others were only started. */
  public long actingThreads() {
    return actingThreads;
  }

  /** Which lock was asked for under which other one. */
  public LockOrder lockOrder() {
    return lockOrder;
  }

  /** All threads, by their number. */
  public List<RecordedThread> threads() {
    return threads;
  }

  /** All locks, by their number. */
  public List<LockInstance> locks() {
    return locks;
  }

  /** Variables that are read or written; 0 if memory accesses were not recorded. */
  public int variables() {
    return variables;
  }

  /** Channels on which threads signal and wait: latches, futures, queues, tasks. */
  public int channels() {
    return channels;
  }

  /** The place with this number. */
  public Frame site(int number) {
    return sites.apply(number);
  }

  /** A new walk over all events. */
  public Cursor cursor() {
    return new Cursor(chunks.new Reader());
  }

  /** Stands on one event after the other; before the first {@link #next} on none. */
  public static final class Cursor {
    private final TraceChunks.Reader chunks;
    private int[] chunk;
    private int at;
    private int thread;
    private int op;
    private int subject;
    private int site;

    Cursor(TraceChunks.Reader chunks) {
      this.chunks = chunks;
      this.chunk = chunks.next();
    }

    /** Goes on; false at the end. */
    public boolean next() {
      while (at < chunk.length || nextChunk()) {
        int word = chunk[at++];
        op = word >> TraceLog.OP_SHIFT & TraceLog.OP_MASK;
        if ((word & TraceLog.HAS_THREAD) != 0) {
          thread = word >> TraceLog.THREAD_SHIFT & TraceLog.THREAD_MASK;
          subject = word >>> TraceLog.SHORT_SHIFT;
          site = TraceOp.hasSite(op) ? chunk[at++] : 0;
          return true;
        }
        subject = word >>> TraceLog.LONG_SHIFT;
        if (op != TraceOp.THREAD) {
          site = TraceOp.hasSite(op) ? chunk[at++] : 0;
          return true;
        }
        thread = subject;
      }
      return false;
    }

    /** Each chunk begins with an event; only a trace of no event has an empty one. */
    private boolean nextChunk() {
      chunk = chunks.next();
      at = 0;
      return chunk.length > 0;
    }

    public int thread() {
      return thread;
    }

    /** One of {@link TraceOp}. */
    public int op() {
      return op;
    }

    /** The lock, variable, thread or channel that it is about. */
    public int subject() {
      return subject;
    }

    /** Number of the place of an acquisition or request. */
    public int site() {
      return site;
    }
  }
}
