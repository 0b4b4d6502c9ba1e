package io.jlockdep.verifier.model;

import java.util.List;

/** A set of threads that were found waiting for one another for ever. */
public record Deadlock(String detector, List<DeadlockedThread> threads) {
  public Deadlock {
    threads = List.copyOf(threads);
  }
}
