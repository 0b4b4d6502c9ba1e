package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A call that can block has returned while a lock was held.
 *
 * @param time nanoseconds since the recording began
 * @param detail the called method
 * @param count how often this thread has made the call here under these locks, this time included
 * @param totalNanos how long all those took
 */
public record Blocking(
    RecordedThread thread,
    long seq,
    long time,
    String kind,
    String detail,
    long durationNanos,
    long count,
    long totalNanos,
    Waiters waiters,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held,
    List<Operation> operations) {
  public Blocking {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
    operations = List.copyOf(operations);
  }
}
