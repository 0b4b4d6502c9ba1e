package io.jlockdep.verifier.model;

import java.util.List;

/**
 * What one thread did at one place.
 *
 * @param what a verb with its object: {@code "took Inode.rwsem"}
 * @param time nanoseconds since the recording began, 0 if it is not known
 * @param held what it held meanwhile, outermost first
 */
public record Place(
    String what,
    RecordedThread thread,
    long time,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held,
    List<Operation> operations) {
  public Place {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
    operations = List.copyOf(operations);
  }
}
