package io.jlockdep.runtime;

/**
 * How many witnesses of one chain all threads together may record, so that short-lived threads, for
 * each of which every chain is new, do not flood the recording.
 */
final class WitnessBudget {
  private static final int CHAIN = 256;
  private static final int SUSPICIOUS_CHAIN = 4096;
  private static final int CAPACITY = 1 << 20;

  private static final LongTable SPENT = new LongTable();

  private WitnessBudget() {}

  /** Whether nothing is left for this chain; a new thread's first question. */
  static synchronized boolean isSpent(long chain, boolean suspicious) {
    return SPENT.get(chain, 0) >= (suspicious ? SUSPICIOUS_CHAIN : CHAIN);
  }

  static synchronized void spend(long chain) {
    int spent = SPENT.get(chain, 0);
    if (spent != 0 || SPENT.size() < CAPACITY) {
      SPENT.put(chain, spent + 1);
    }
  }
}
