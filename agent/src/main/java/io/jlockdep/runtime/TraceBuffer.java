package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The trace of one thread since it was last flushed (level {@code trace}). The thread appends
 * without a lock and publishes where its records end; whoever flushes takes what is published,
 * under the buffer's monitor. The thread itself needs that monitor only when the buffer is full.
 */
final class TraceBuffer {
  private static final int BLOCK = 8192;

  /** No record is longer: five numbers of at most 11 characters. */
  private static final int RECORD = 55;

  /** What the kind of an acquisition is more if it was tried. */
  static final int ATTEMPT = 2;

  private final HeldStack owner;

  // The owner's:
  private byte[] data = {};
  private long lastSequence;
  private long lastTime;

  /** Where the records end; the owner writes it. */
  private final AtomicInteger end = new AtomicInteger();

  // Guarded by the monitor:
  private int flushed;
  private long flushedSequence;
  private long flushedTime;

  TraceBuffer(HeldStack owner) {
    this.owner = owner;
  }

  void acquired(Held held) {
    if (owner.isProbing()) {
      return;
    }
    boolean attempt = held.how == Acquire.TRY || held.how == Acquire.TIMED;
    add((attempt ? ATTEMPT : 0) + held.mode, held.instanceId(), Site.at(held.site).tell());
  }

  void releasing(Held held, int site) {
    if (owner.isProbing()) {
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

  /**
   * An acquisition in the short way, of an instance whose id is known; {@code mode} as recorded.
   */
  void acquired(int mode, int instance, int site) {
    add(mode, instance, Site.at(site).tell());
  }

  /** A release of what was taken in the short way. */
  void releasing(int mode, int instance, int site) {
    add(4 + mode, instance, Site.at(site).tell());
  }

  /** A record of kind 13 to 18, of the moment {@code sequence}. */
  void event(int kind, int subject, int site, long sequence) {
    if (!owner.isProbing()) {
      add(kind, subject, site, sequence);
    }
  }

  /** Hands what there is to the recorder; any thread. */
  synchronized void flush() {
    int upTo = end.get();
    if (upTo == flushed) {
      return;
    }
    Block block =
        new Block(
            owner.thread,
            flushedSequence,
            flushedTime,
            Arrays.copyOfRange(data, flushed, upTo),
            upTo - flushed);
    block.count();
    Facts.add(block);
    flushed = upTo;
    flushedSequence = block.lastSequence;
    flushedTime = block.lastTime;
  }

  private void add(int kind, int subject, int site) {
    add(kind, subject, site, Facts.nextSequence());
  }

  private void add(int kind, int subject, int site, long sequence) {
    int at = end.getPlain();
    boolean full = at + RECORD > data.length;
    if (full) {
      at = makeRoom();
    }
    byte[] bytes = data;
    long time = Math.max(lastTime, Facts.coarseTime);
    long order = Math.max(lastSequence, sequence);
    at = put(bytes, at, kind);
    at = put(bytes, at, order - lastSequence);
    at = put(bytes, at, time - lastTime);
    at = put(bytes, at, subject);
    at = put(bytes, at, site);
    lastSequence = order;
    lastTime = time;
    end.lazySet(at);
    if (full) {
      Facts.relieve(); // if the recorder is far behind it gets a little time
    }
  }

  /** The owner hands over a full buffer as it is, so that it need not be read again here. */
  private synchronized int makeRoom() {
    int upTo = end.get();
    if (upTo > flushed) {
      byte[] full = data;
      boolean whole = flushed == 0 && upTo > full.length - 2 * RECORD;
      Facts.add(
          new Block(
              owner.thread,
              flushedSequence,
              flushedTime,
              whole ? full : Arrays.copyOfRange(full, flushed, upTo),
              whole ? upTo : upTo - flushed));
      flushedSequence = lastSequence;
      flushedTime = lastTime;
      if (whole) {
        data = new byte[full.length];
      }
    }
    if (data.length == 0) {
      // No two blocks have the same place in the order.
      lastSequence = Facts.nextSequence();
      flushedSequence = lastSequence;
      lastTime = Facts.coarseTime;
      flushedTime = lastTime;
      owner.tell();
    }
    if (data.length < BLOCK) {
      data = new byte[Math.max(256, data.length * 4)];
    }
    flushed = 0;
    end.set(0);
    return 0;
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

  /** Some records. */
  private static final class Block extends Fact {
    private final int thread;
    private final long sequence;
    private final long time;
    private final byte[] bytes;
    private final int length;
    private boolean counted;
    private boolean told;
    private int count;
    private int acquisitions;

    /** What is to be known to go on after them, once they are counted. */
    private long lastSequence;

    private long lastTime;

    Block(int thread, long sequence, long time, byte[] bytes, int length) {
      this.thread = thread;
      this.sequence = sequence;
      this.time = time;
      this.bytes = bytes;
      this.length = length;
    }

    void count() {
      if (counted) {
        return;
      }
      counted = true;
      lastSequence = sequence;
      lastTime = time;
      int field = 0;
      long number = 0;
      int shift = 0;
      for (int at = 0; at < length; at++) {
        number |= (long) (bytes[at] & 63) << shift;
        shift += 6;
        if (bytes[at] < 64) {
          note(field, number);
          field = (field + 1) % 5;
          number = 0;
          shift = 0;
        }
      }
    }

    private void note(int field, long number) {
      if (field == 0) {
        count++;
        acquisitions += number < 4 || number == 11 || number == 12 ? 1 : 0;
      } else if (field == 1) {
        lastSequence += number;
      } else if (field == 2) {
        lastTime += number;
      }
    }

    @Override
    int weight() {
      return 1 + length / 64;
    }

    @Override
    Entry event() {
      count();
      if (!told) {
        told = true;
        Facts.traced(acquisitions);
      }
      TraceEvent event = new TraceEvent();
      event.seq = sequence;
      event.time = time;
      event.thread = thread;
      event.count = count;
      event.data = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      return event;
    }
  }
}
