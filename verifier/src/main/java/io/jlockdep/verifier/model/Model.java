package io.jlockdep.verifier.model;

import java.util.List;

/**
 * Everything that was recorded, of all recordings together. Lock classes are one by name; instances
 * and threads belong to their recording. The lists are ordered by recording and seq.
 */
public record Model(
    List<RecordingSummary> recordings,
    List<LockClass> lockClasses,
    List<Acquisition> acquisitions,
    List<Sync> syncs,
    List<ThreadStart> starts,
    List<ThreadJoin> joins,
    List<Deadlock> deadlocks,
    List<Contract> contracts,
    long instances,
    long threads) {
  public Model {
    recordings = List.copyOf(recordings);
    lockClasses = List.copyOf(lockClasses);
    acquisitions = List.copyOf(acquisitions);
    syncs = List.copyOf(syncs);
    starts = List.copyOf(starts);
    joins = List.copyOf(joins);
    deadlocks = List.copyOf(deadlocks);
    contracts = List.copyOf(contracts);
  }

  /** The order that starts and joins make. */
  public StartJoinOrder order() {
    return new StartJoinOrder(starts, joins);
  }
}
