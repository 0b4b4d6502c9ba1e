package io.jlockdep.verifier.model;

import java.util.List;

/**
 * What threads did to locks, or under locks, that is no acquisition; each by recording and seq.
 * With it what was measured of their waiting, if it was.
 */
public record Incidents(List<Misuse> misuses, List<Blocking> blockings, Contention contention) {
  /** Nothing. */
  public static final Incidents NONE = new Incidents(List.of(), List.of());

  public Incidents {
    misuses = List.copyOf(misuses);
    blockings = List.copyOf(blockings);
  }

  /** Without measurements. */
  public Incidents(List<Misuse> misuses, List<Blocking> blockings) {
    this(misuses, blockings, Contention.NONE);
  }
}
