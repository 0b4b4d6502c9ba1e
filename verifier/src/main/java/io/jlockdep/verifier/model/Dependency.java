package io.jlockdep.verifier.model;

/** A thread asked for a lock while it held another one: one edge of the lock graph, witnessed. */
public record Dependency(HeldLock held, Acquisition acquisition) {
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
