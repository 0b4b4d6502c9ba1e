package io.jlockdep.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who held one lock lately, while contention is measured. Remembers nothing as long as one thread
 * alone asks for the lock; from the second one on it has a ring, which grows when a wait was longer
 * than the ring reaches back.
 */
final class RecentHolds {
  private static final int LEAST = 64;

  /**
   * A wait is divided by its thread when it has the lock, so that all others wait the longer for
   * it: with a thousand in the queue, each behind a thousand holds, a ring as long would cost more
   * than the program itself.
   */
  private static final int MOST = 256;

  /** Slots of all rings together; what has none is blamed on nobody known. */
  private static final int CAPACITY = 1 << 18;

  private static final AtomicInteger SLOTS = new AtomicInteger();

  private final int first;
  private volatile @Nullable HoldRing ring;

  /**
   * @param first the thread that asked first
   */
  RecentHolds(int first) {
    this.first = first;
  }

  /**
   * A thread is about to ask for the lock.
   *
   * @param outlasts whether a hold may keep somebody out and yet go on when he gets the lock: then
   *     even the first must be remembered as it begins
   */
  void asking(int thread, boolean outlasts) {
    if ((thread != first || outlasts) && ring == null) {
      replace(null, LEAST);
    }
  }

  /** Null as long as nobody else has asked. */
  @Nullable HoldRing ring() {
    return ring;
  }

  /** A wait was longer than {@code full} reaches back. */
  void grow(HoldRing full) {
    if (full.size() < MOST) {
      replace(full, full.size() * 4);
    }
  }

  /** The lock is gone. */
  synchronized void gone() {
    HoldRing last = ring;
    if (last != null) {
      SLOTS.addAndGet(-last.size());
      ring = null;
    }
  }

  private synchronized void replace(@Nullable HoldRing known, int size) {
    int more = known == null ? size : size - known.size();
    if (ring != known || SLOTS.get() + more > CAPACITY) {
      return;
    }
    SLOTS.addAndGet(more);
    ring = new HoldRing(size);
  }
}
