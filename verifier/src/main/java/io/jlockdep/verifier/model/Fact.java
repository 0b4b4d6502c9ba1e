package io.jlockdep.verifier.model;

/** Something that a thread did, at its place in the total order of the recording. */
public sealed interface Fact
    permits Acquisition, Sync, ThreadStart, ThreadJoin, EventWait, Signal, TaskStep {
  /** The acting thread. */
  RecordedThread thread();

  /** Place in the total order of its recording. */
  long seq();
}
