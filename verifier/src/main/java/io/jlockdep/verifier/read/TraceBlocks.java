package io.jlockdep.verifier.read;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** The records of all trace blocks of a recording, in the order in which they happened. */
final class TraceBlocks {
  /** Takes one record. */
  interface Sink {
    void record(int thread, int kind, long seq, long time, int subject, int site);
  }

  /** The blocks of one thread, and where one is in them. */
  private static final class Stream {
    private final int thread;
    private final Deque<RawEvents.TraceRow> blocks = new ArrayDeque<>();
    private String data = "";
    private int at;
    private int left;
    private int kind;
    private long seq;
    private long time;
    private int subject;
    private int site;

    private Stream(int thread) {
      this.thread = thread;
    }
  }

  private final Sink sink;
  private long damaged;

  TraceBlocks(Sink sink) {
    this.sink = sink;
  }

  /** Blocks that end within a record; what comes before that is taken. */
  long damaged() {
    return damaged;
  }

  /**
   * Gives every record to the sink; takes the rows out of {@code rows}, which may be all memory.
   */
  void replay(Collection<RawEvents.TraceRow> rows) {
    Map<Integer, Stream> streams = new HashMap<>();
    rows.stream()
        .sorted(Comparator.comparingLong(RawEvents.TraceRow::seq))
        .forEach(row -> streams.computeIfAbsent(row.thread(), Stream::new).blocks.add(row));
    rows.clear();
    PriorityQueue<Stream> queue =
        new PriorityQueue<>(Comparator.comparingLong((Stream each) -> each.seq));
    for (Stream each : streams.values()) {
      if (advance(each)) {
        queue.add(each);
      }
    }
    while (!queue.isEmpty()) {
      Stream first = queue.remove();
      Stream next = queue.peek();
      boolean more = true;
      while (more && (next == null || first.seq <= next.seq)) {
        sink.record(first.thread, first.kind, first.seq, first.time, first.subject, first.site);
        more = advance(first);
      }
      if (more) {
        queue.add(first);
      }
    }
  }

  private boolean advance(Stream stream) {
    while (true) {
      while (stream.left == 0) {
        RawEvents.TraceRow block = stream.blocks.poll();
        if (block == null) {
          return false;
        }
        stream.data = block.data().get();
        stream.at = 0;
        stream.left = block.count();
        stream.seq = block.seq();
        stream.time = block.time();
      }
      stream.left--;
      stream.kind = (int) number(stream);
      stream.seq += number(stream);
      stream.time += number(stream);
      stream.subject = (int) number(stream);
      stream.site = (int) number(stream);
      if (stream.at <= stream.data.length()) {
        return true;
      }
      damaged++;
      stream.left = 0;
    }
  }

  /** A number in groups of six bits, lowest first; bit 6 says that another group follows. */
  private static long number(Stream stream) {
    long value = 0;
    int shift = 0;
    while (stream.at < stream.data.length()) {
      int group = stream.data.charAt(stream.at++);
      value |= (long) (group & 0x3f) << shift;
      if ((group & 0x40) == 0) {
        return value;
      }
      shift += 6;
    }
    stream.at = Integer.MAX_VALUE;
    return 0;
  }
}
