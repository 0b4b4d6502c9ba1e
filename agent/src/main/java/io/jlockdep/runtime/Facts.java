package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The facts that wait for the recorder thread: a queue that any thread adds to without a lock
 * (after D. Vyukov's intrusive MPSC queue), bounded by weight, so that a recorder that cannot keep
 * up costs facts and not the heap. Also the clock and the order of facts.
 */
final class Facts {
  private static final long CAPACITY = 1 << 20;

  /** A queue as long as this slows producers of traces down. */
  private static final long CROWDED = CAPACITY / 4 * 3;

  private static final int RELIEF_MILLIS = 5;
  private static final long STALLED_NANOS = 5_000_000_000L;

  private static long taken;
  private static volatile long lastTaken = System.nanoTime();

  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final AtomicLong WAITING = new AtomicLong();
  private static final AtomicLong LOST = new AtomicLong();
  private static final AtomicLong TRACED = new AtomicLong();
  private static final AtomicLong ADDED = new AtomicLong();

  private static final class Stub extends Fact {
    @Override
    Entry event() {
      throw new IllegalStateException("never taken");
    }
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

  /** The last place that was given out. */
  static long sequence() {
    return SEQUENCE.get();
  }

  /** Nanoseconds since the recording began. */
  static long time() {
    return System.nanoTime() - BEGAN;
  }

  /**
   * {@link #time} as it was a millisecond ago or less, if {@link Clock} runs: a reading of the real
   * clock costs more than all the rest of a trace record.
   */
  static volatile long coarseTime;

  static void add(Fact fact) {
    int weight = fact.weight();
    if (WAITING.get() + weight > CAPACITY) {
      LOST.incrementAndGet();
      return;
    }
    WAITING.addAndGet(weight);
    Fact before = TAIL.getAndSet(fact);
    before.next = fact;
    ADDED.incrementAndGet();
  }

  /** The thread that takes the facts, to be woken when there are too many. */
  static volatile @Nullable Thread recorder;

  /**
   * Slows a producer of traces down, by a few milliseconds at most, if the queue is nearly full;
   * not at all when nothing has been taken from it for long (JFR does not start, the JVM is
   * ending). Sleeps, since parking could use up an {@code unpark} that is meant for the
   * application; an interrupt is kept.
   */
  static void relieve() {
    Thread taker = recorder;
    if (WAITING.get() < CROWDED || taker == null) {
      return;
    }
    LockSupport.unpark(taker);
    for (int i = 0; i < RELIEF_MILLIS && WAITING.get() >= CROWDED; i++) {
      if (System.nanoTime() - lastTaken > STALLED_NANOS) {
        return;
      }
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** {@code System.nanoTime()} when {@link #time} was 0. */
  static long began() {
    return BEGAN;
  }

  /** The weight of the facts that wait. */
  static long waiting() {
    return WAITING.get();
  }

  /** The oldest fact that waits, which leads to the others; only while nobody takes them. */
  static @Nullable Fact first() {
    return head.next;
  }

  /** Takes the oldest fact, or null if there is none; the recorder thread only. */
  static @Nullable Fact poll() {
    Fact before = head;
    Fact next = before.next;
    if (next != null) {
      head = next;
      before.next = null; // some facts live on, and would keep all later ones alive
      if ((++taken & 63) == 0) {
        lastTaken = System.nanoTime();
      }
      WAITING.addAndGet(-next.weight());
    }
    return next;
  }

  /**
   * A hook failed, so that a fact could not be recorded. At the end of the stack the call that the
   * hook belongs to fails, too, or its caller soon will: that is no loss.
   */
  static void lost(Throwable cause) {
    if (!(cause instanceof StackOverflowError)) {
      LOST.incrementAndGet();
    }
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
