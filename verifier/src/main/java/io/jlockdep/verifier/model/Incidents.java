package io.jlockdep.verifier.model;

import java.util.List;

/** What threads did to locks, or under locks, that is no acquisition; each by recording and seq. */
public record Incidents(List<Misuse> misuses, List<Blocking> blockings) {
  /** Nothing. */
  public static final Incidents NONE = new Incidents(List.of(), List.of());

  public Incidents {
    misuses = List.copyOf(misuses);
    blockings = List.copyOf(blockings);
  }
}
