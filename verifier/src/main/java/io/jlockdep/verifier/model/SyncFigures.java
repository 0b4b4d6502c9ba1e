package io.jlockdep.verifier.model;

import java.util.List;

/** The syncs that one finding is about; times in nanoseconds. */
public record SyncFigures(
    String kind,
    long count,
    long totalNanos,
    long maxNanos,
    long bytes,
    List<HeldLock> held,
    Sync example) {
  public SyncFigures {
    held = List.copyOf(held);
  }

  /** The figures of these syncs, of which there is at least one. */
  public static SyncFigures of(List<Sync> syncs) {
    Sync first = syncs.get(0);
    return new SyncFigures(
        first.kind(),
        syncs.size(),
        syncs.stream().mapToLong(Sync::durationNanos).sum(),
        syncs.stream().mapToLong(Sync::durationNanos).max().orElse(0),
        syncs.stream().mapToLong(Sync::bytes).sum(),
        first.held(),
        first);
  }
}
