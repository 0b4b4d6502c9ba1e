package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A thread waits for an event.
 *
 * @param primitive what it waits with, in the words of the recording format ({@code latch})
 * @param actor id of the one thread that can make the event happen, 0 if that is not known
 * @param task the task that the thread runs, 0 outside one
 * @param since seq since which all that the thread asked for is recorded, 0 if that is not known
 * @param lock given up while waiting; id of the instance, 0 if none
 * @param endSeq place of the end of the wait, 0 if it has not ended
 * @param came whether it ended because the event came
 */
public record EventWait(
    RecordedThread thread,
    long seq,
    long time,
    String primitive,
    LockInstance event,
    int lock,
    int actor,
    boolean timed,
    int task,
    long since,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held,
    List<Operation> operations,
    long endSeq,
    boolean came)
    implements Fact {
  public EventWait {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
    operations = List.copyOf(operations);
  }
}
