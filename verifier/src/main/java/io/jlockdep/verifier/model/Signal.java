package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A thread makes an event happen, or does its part.
 *
 * @param primitive as of the waits that it serves
 * @param target id of the thread that is woken, of an unpark; else 0
 * @param task the task that the thread runs, 0 outside one
 * @param since seq since which all that the thread asked for is recorded, 0 if that is not known
 */
public record Signal(
    RecordedThread thread,
    long seq,
    long time,
    String primitive,
    LockInstance event,
    int target,
    int task,
    long since,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held)
    implements Fact {
  public Signal {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
  }
}
