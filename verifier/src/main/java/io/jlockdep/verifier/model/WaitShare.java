package io.jlockdep.verifier.model;

import java.util.List;

/**
 * What one stack waited for a class of locks because another one held it.
 *
 * @param waiter innermost frame first; empty if there were too many to be told apart
 * @param holderStack empty unless {@code holder} is {@link Holder#STACK}
 * @param count waits in which the holder had a part
 */
public record WaitShare(
    LockClass lockClass,
    Mode waiterMode,
    List<Frame> waiter,
    Holder holder,
    Mode holderMode,
    List<Frame> holderStack,
    long count,
    long totalNanos,
    long maxNanos) {
  public WaitShare {
    waiter = List.copyOf(waiter);
    holderStack = List.copyOf(holderStack);
  }

  /** Both together; alike but for their figures. */
  WaitShare plus(WaitShare other) {
    return new WaitShare(
        lockClass,
        waiterMode,
        waiter,
        holder,
        holderMode,
        holderStack,
        count + other.count,
        totalNanos + other.totalNanos,
        Math.max(maxNanos, other.maxNanos));
  }
}
