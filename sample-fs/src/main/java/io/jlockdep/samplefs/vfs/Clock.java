package io.jlockdep.samplefs.vfs;

import java.time.Instant;

/** The time for attributes. */
final class Clock {
  private Clock() {}

  /** Nanoseconds since the epoch. */
  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
