package io.jlockdep.verifier.model;

/**
 * A thread asked for a lock while it held another one: one edge of the lock graph, witnessed.
 *
 * @param signals the thread does not hold {@code held} but brings it about: an event for which
 *     others wait, and before which the thread asks for the lock
 */
public record Dependency(HeldLock held, Acquisition acquisition, boolean signals) {
  /** Of a lock that is held. */
  public Dependency(HeldLock held, Acquisition acquisition) {
    this(held, acquisition, false);
  }

  /** The class held. */
  public LockClass from() {
    return held.lockClass();
  }

  /** The class asked for. */
  public LockClass to() {
    return acquisition.lockClass();
  }

  /** The acting thread. */
  public RecordedThread thread() {
    return acquisition.thread();
  }
}
