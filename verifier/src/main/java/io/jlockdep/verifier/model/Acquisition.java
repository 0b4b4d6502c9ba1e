package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A thread asks for a lock.
 *
 * @param time nanoseconds since the recording began
 * @param held the locks held at that moment, outermost first
 * @param operations the operations that the thread is inside, outermost first
 * @param derived computed from a trace block: it has a site but no stack, and it succeeded
 */
public record Acquisition(
    RecordedThread thread,
    long seq,
    long time,
    LockInstance instance,
    Mode mode,
    How how,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held,
    List<Operation> operations,
    boolean derived)
    implements Fact {
  public Acquisition {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
    operations = List.copyOf(operations);
  }

  /** The class of the lock that is asked for. */
  public LockClass lockClass() {
    return instance.lockClass();
  }

  /** Whether {@code other} is held. */
  public boolean holds(LockInstance other) {
    return held.stream().anyMatch(lock -> lock.instance().equals(other));
  }

  /** Whether it is the same moment of the same thread, whatever else was recorded about it. */
  public boolean isSameMomentAs(Acquisition other) {
    return seq == other.seq && thread.equals(other.thread);
  }
}
