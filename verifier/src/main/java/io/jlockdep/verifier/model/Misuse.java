package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A lock was used in a way that its kind does not allow, or left behind.
 *
 * @param time nanoseconds since the recording began
 * @param mode in which it is held, or given up
 * @param detail for a replaced lock who held it
 * @param certain whether the lock itself was asked, not only the agent's tables
 * @param site where a lock that was left behind had been taken; else where it was misused
 * @param held what the thread held then
 */
public record Misuse(
    RecordedThread thread,
    long seq,
    long time,
    Rule rule,
    LockInstance instance,
    Mode mode,
    String detail,
    boolean certain,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held,
    List<Operation> operations) {

  /** What is wrong. */
  public enum Rule {
    /** The thread ended and still held it. */
    HELD_AT_THREAD_END,
    /** The program ended while a thread that is no daemon held it. */
    HELD_AT_EXIT,
    /** Given up by a thread that does not hold it, while nobody does or only its holder may. */
    NOT_HELD,
    /** Given up by a thread that does not hold it, while another one does. */
    ELSEWHERE,
    /** More permits were given back than there are. */
    OVER_RELEASED,
    /** The field that holds the lock was given another object while the lock was held. */
    REPLACED
  }

  public Misuse {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
    operations = List.copyOf(operations);
  }
}
