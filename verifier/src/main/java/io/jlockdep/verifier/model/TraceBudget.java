package io.jlockdep.verifier.model;

/**
 * How many chunks of traces may stay in memory, over all recordings that are judged together. For
 * one thread at a time.
 */
public final class TraceBudget {
  private long left;

  /**
   * A budget.
   *
   * @param chunks of {@link TraceLog#CHUNK} numbers each
   */
  public TraceBudget(long chunks) {
    left = chunks;
  }

  /** An eighth of the memory that the JVM may take. */
  public static TraceBudget ofHeap() {
    return new TraceBudget(
        Runtime.getRuntime().maxMemory() / 8 / (TraceLog.CHUNK * (long) Integer.BYTES));
  }

  /** Chunks that may still be kept. */
  public long left() {
    return left;
  }

  /** Takes one chunk; false if none is left. */
  boolean take() {
    if (left <= 0) {
      return false;
    }
    left--;
    return true;
  }
}
