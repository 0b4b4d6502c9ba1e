package io.jlockdep.runtime;

/**
 * How many witnesses of one chain all threads together may record, so that short-lived threads, for
 * each of which every chain is new, do not flood the recording.
 */
final class WitnessBudget {
  private static final int CHAIN = 256;
  private static final int SUSPICIOUS_CHAIN = 4096;
  private static final int CAPACITY = 1 << 20;

  private static long[] keys = new long[256];
  private static int[] spent = new int[256];
  private static int size;

  private WitnessBudget() {}

  /** Whether nothing is left for this chain; a new thread's first question. */
  static synchronized boolean isSpent(long chain, boolean suspicious) {
    return spent[find(chain)] >= (suspicious ? SUSPICIOUS_CHAIN : CHAIN);
  }

  static synchronized void spend(long chain) {
    int at = find(chain);
    if (keys[at] == 0) {
      if (size >= CAPACITY) {
        return;
      }
      if (size >= keys.length / 2) {
        grow();
        at = find(chain);
      }
      keys[at] = chain;
      size++;
    }
    spent[at]++;
  }

  private static int find(long chain) {
    int mask = keys.length - 1;
    int at = (int) chain & mask;
    while (keys[at] != 0 && keys[at] != chain) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private static void grow() {
    long[] oldKeys = keys;
    int[] oldSpent = spent;
    keys = new long[oldKeys.length * 2];
    spent = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        spent[at] = oldSpent[i];
      }
    }
  }
}
