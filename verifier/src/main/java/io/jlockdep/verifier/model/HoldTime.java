package io.jlockdep.verifier.model;

import java.util.List;

/**
 * How long one stack held a class of locks.
 *
 * @param stack where it gave the lock up, innermost frame first; empty if there were too many to be
 *     told apart
 */
public record HoldTime(
    LockClass lockClass, Mode mode, List<Frame> stack, long count, long totalNanos, long maxNanos) {
  public HoldTime {
    stack = List.copyOf(stack);
  }

  /** Both together; alike but for their figures. */
  HoldTime plus(HoldTime other) {
    return new HoldTime(
        lockClass,
        mode,
        stack,
        count + other.count,
        totalNanos + other.totalNanos,
        Math.max(maxNanos, other.maxNanos));
  }
}
