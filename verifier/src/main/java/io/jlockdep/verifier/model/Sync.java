package io.jlockdep.verifier.model;

import java.util.List;

/**
 * Something that waits for the disk has returned.
 *
 * @param time nanoseconds since the recording began
 * @param bytes written by that call, 0 for a flush
 * @param waiters who waited for the locks held meanwhile
 */
public record Sync(
    RecordedThread thread,
    long seq,
    long time,
    String kind,
    String path,
    long durationNanos,
    long bytes,
    Waiters waiters,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held,
    List<Operation> operations)
    implements Fact {
  public Sync {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
    operations = List.copyOf(operations);
  }
}
