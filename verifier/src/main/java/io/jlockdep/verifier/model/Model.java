package io.jlockdep.verifier.model;

import java.util.List;

/**
 * Everything that was recorded, of all recordings together. Lock classes are one by name; instances
 * and threads belong to their recording. The lists are ordered by recording and seq.
 *
 * @param furtherPairs pairs of classes nested of which no acquisition is listed, since they are on
 *     no cycle
 */
public record Model(
    List<RecordingSummary> recordings,
    List<LockClass> lockClasses,
    List<Acquisition> acquisitions,
    List<Sync> syncs,
    List<ThreadStart> starts,
    List<ThreadJoin> joins,
    Waits waits,
    List<Deadlock> deadlocks,
    List<Contract> contracts,
    List<Trace> traces,
    long furtherPairs,
    long instances,
    long threads,
    List<Rule> rules,
    List<Occurrence> occurrences,
    Incidents incidents) {
  public Model {
    recordings = List.copyOf(recordings);
    lockClasses = List.copyOf(lockClasses);
    acquisitions = List.copyOf(acquisitions);
    syncs = List.copyOf(syncs);
    starts = List.copyOf(starts);
    joins = List.copyOf(joins);
    deadlocks = List.copyOf(deadlocks);
    contracts = List.copyOf(contracts);
    traces = List.copyOf(traces);
    rules = List.copyOf(rules);
    occurrences = List.copyOf(occurrences);
  }

  /** A model without declared events. */
  public Model(
      List<RecordingSummary> recordings,
      List<LockClass> lockClasses,
      List<Acquisition> acquisitions,
      List<Sync> syncs,
      List<ThreadStart> starts,
      List<ThreadJoin> joins,
      Waits waits,
      List<Deadlock> deadlocks,
      List<Contract> contracts,
      List<Trace> traces,
      long furtherPairs,
      long instances,
      long threads) {
    this(
        recordings,
        lockClasses,
        acquisitions,
        syncs,
        starts,
        joins,
        waits,
        deadlocks,
        contracts,
        traces,
        furtherPairs,
        instances,
        threads,
        List.of(),
        List.of(),
        Incidents.NONE);
  }

  /** The order that starts, joins, tasks and signals make. */
  public HappensBefore order() {
    return new HappensBefore(this);
  }
}
