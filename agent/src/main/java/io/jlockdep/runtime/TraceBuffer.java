package io.jlockdep.runtime;

import io.jlockdep.runtime.event.TraceEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The trace of one thread since it was last flushed (level {@code trace}). The thread appends, the
 * recorder flushes; both under the buffer's monitor, which is hardly ever contended.
 */
final class TraceBuffer {
  private static final int BLOCK = 4096;

  /** No record is longer: five numbers of at most 11 characters. */
  private static final int RECORD = 55;

  private final HeldStack owner;
  private byte @Nullable [] data;
  private int length;
  private int count;
  private int acquisitions;
  private long firstSequence;
  private long firstTime;
  private long lastSequence;
  private long lastTime;

  TraceBuffer(HeldStack owner) {
    this.owner = owner;
  }

  void acquired(Held held) {
    if (owner.probing) {
      return;
    }
    boolean attempt = held.how == Acquire.TRY || held.how == Acquire.TIMED;
    add((attempt ? 2 : 0) + held.mode, held.instanceId(), Site.at(held.site).tell());
  }

  void releasing(Held held, int site) {
    if (owner.probing) {
      return;
    }
    add(4 + held.mode, held.instanceId(), Site.at(site).tell());
  }

  void operation(int operation, boolean begin) {
    add(begin ? 6 : 7, operation, 0);
  }

  /** {@code sequence} is this thread's latest, but may be older than the child's first. */
  void started(int child, int site, long sequence) {
    add(8, child, site, sequence);
  }

  void joined(int child, int site) {
    add(9, child, site);
  }

  void waiting(Held held, int site) {
    add(10, held.instanceId(), Site.at(site).tell());
  }

  void reacquired(Held held) {
    add(11 + held.mode, held.instanceId(), held.site);
  }

  /** Hands what there is to the recorder. */
  synchronized void flush() {
    byte[] bytes = data;
    if (count == 0 || bytes == null) {
      return;
    }
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    Facts.add(new Block(owner.thread, firstSequence, firstTime, count, text));
    Facts.traced(acquisitions);
    length = 0;
    count = 0;
    acquisitions = 0;
  }

  private void add(int kind, int subject, int site) {
    add(kind, subject, site, Facts.nextSequence());
  }

  /** If the recorder is far behind it gets a little time, but not under the buffer's monitor. */
  private void add(int kind, int subject, int site, long sequence) {
    if (append(kind, subject, site, sequence)) {
      Facts.relieve();
    }
  }

  /** Whether that filled a block. */
  private synchronized boolean append(int kind, int subject, int site, long sequence) {
    long time = Facts.time();
    byte[] bytes = data;
    if (bytes == null) {
      bytes = new byte[256];
      data = bytes;
      owner.tell();
    }
    if (count == 0) {
      firstSequence = sequence;
      firstTime = time;
      lastSequence = sequence;
      lastTime = time;
    }
    int at = length;
    at = put(bytes, at, kind);
    at = put(bytes, at, Math.max(0, sequence - lastSequence));
    at = put(bytes, at, Math.max(0, time - lastTime));
    at = put(bytes, at, subject);
    length = put(bytes, at, site);
    count++;
    if (kind < 4 || kind > 10) {
      acquisitions++;
    }
    lastSequence = Math.max(sequence, lastSequence);
    lastTime = Math.max(time, lastTime);
    if (length + RECORD > bytes.length) {
      if (bytes.length >= BLOCK) {
        flush();
        return true;
      } else {
        byte[] larger = new byte[bytes.length * 4];
        System.arraycopy(bytes, 0, larger, 0, length);
        data = larger;
      }
    }
    return false;
  }

  private static int put(byte[] bytes, int at, long number) {
    long rest = number;
    while (rest >= 64) {
      bytes[at++] = (byte) (64 | (rest & 63));
      rest >>>= 6;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  private static final class Block extends Fact {
    private final int thread;
    private final long sequence;
    private final long time;
    private final int count;
    private final String data;

    Block(int thread, long sequence, long time, int count, String data) {
      this.thread = thread;
      this.sequence = sequence;
      this.time = time;
      this.count = count;
      this.data = data;
    }

    @Override
    int weight() {
      return 1 + data.length() / 64;
    }

    @Override
    void commit() {
      TraceEvent event = new TraceEvent();
      event.seq = sequence;
      event.time = time;
      event.thread = thread;
      event.count = count;
      event.data = data;
      event.commit();
    }
  }
}
