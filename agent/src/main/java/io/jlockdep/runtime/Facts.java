package io.jlockdep.runtime;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The facts that wait for the recorder thread: a queue that any thread adds to without a lock
 * (after D. Vyukov's intrusive MPSC queue), bounded by weight, so that a recorder that cannot keep
 * up costs facts and not the heap. Also the clock and the order of facts.
 */
final class Facts {
  private static final long CAPACITY = 1 << 20;

  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final AtomicLong WAITING = new AtomicLong();
  private static final AtomicLong LOST = new AtomicLong();
  private static final AtomicLong TRACED = new AtomicLong();
  private static final AtomicLong ADDED = new AtomicLong();

  private static final class Stub extends Fact {
    @Override
    void commit() {}
  }

  private static Fact head = new Stub();
  private static final AtomicReference<Fact> TAIL = new AtomicReference<>(head);

  /** {@code System.nanoTime()} when the recording began. */
  private static final long BEGAN = System.nanoTime();

  private Facts() {}

  /** The next place in the total order. */
  static long nextSequence() {
    return SEQUENCE.incrementAndGet();
  }

  /** Nanoseconds since the recording began. */
  static long time() {
    return System.nanoTime() - BEGAN;
  }

  static void add(Fact fact) {
    int weight = fact.weight();
    if (WAITING.get() + weight > CAPACITY) {
      lost();
      return;
    }
    WAITING.addAndGet(weight);
    Fact before = TAIL.getAndSet(fact);
    before.next = fact;
    ADDED.incrementAndGet();
  }

  /** Takes the oldest fact, or null if there is none; the recorder thread only. */
  static @Nullable Fact poll() {
    Fact next = head.next;
    if (next != null) {
      head = next;
      WAITING.addAndGet(-next.weight());
    }
    return next;
  }

  /** A fact could not be recorded. */
  static void lost() {
    LOST.incrementAndGet();
  }

  /** So many acquisitions were handed over in trace blocks. */
  static void traced(int acquisitions) {
    TRACED.addAndGet(acquisitions);
  }

  static long tracedSoFar() {
    return TRACED.get();
  }

  static long lostSoFar() {
    return LOST.get();
  }

  /** How many facts were ever added. */
  static long added() {
    return ADDED.get();
  }
}
