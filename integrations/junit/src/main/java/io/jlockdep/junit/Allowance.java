package io.jlockdep.junit;

import java.util.function.LongSupplier;

/**
 * How much time may go into judging at the ends of single tests. A judgement takes as long as the
 * recording is large, and a recording grows: without a bound, the tests of a large project would do
 * little else. Not safe for threads.
 */
final class Allowance {
  /** What a run may spend in any case: a run that is short is judged after every test. */
  static final long FREE_NANOS = 10_000_000_000L;

  /** One in so many nanoseconds of the run may be spent besides. */
  static final int SHARE = 5;

  private final LongSupplier clock;
  private final long begin;
  private long spent;

  /**
   * Begins now.
   *
   * @param clock nanoseconds, such as {@link System#nanoTime}
   */
  Allowance(LongSupplier clock) {
    this.clock = clock;
    this.begin = clock.getAsLong();
  }

  /** Whether more may be spent. */
  boolean isLeft() {
    return spent < FREE_NANOS + (clock.getAsLong() - begin) / SHARE;
  }

  /** Does the work, whatever is left, and counts the time that it takes. */
  void spend(Runnable work) {
    long from = clock.getAsLong();
    try {
      work.run();
    } finally {
      spent += clock.getAsLong() - from;
    }
  }
}
