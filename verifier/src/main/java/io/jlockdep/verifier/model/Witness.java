package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A run that was not seen and that follows from the one that was: each thread makes its first
 * events, in the order of the recording, and then the threads of the finding hang.
 *
 * @param threads those that make any event
 */
public record Witness(List<Prefix> threads) {
  /**
   * A thread of the run.
   *
   * @param events how many it makes
   * @param of how many it made in the recording
   */
  public record Prefix(RecordedThread thread, long events, long of) {}

  public Witness {
    threads = List.copyOf(threads);
  }

  /** Events of the run. */
  public long events() {
    return threads.stream().mapToLong(Prefix::events).sum();
  }
}
