package io.jlockdep.verifier.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What a terminal shows of work that takes a while: one line, written over again and again, and
 * removed at the end. Nothing in the first two seconds. For any thread.
 */
final class ProgressLine {
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
  private static final long MEGABYTE = 1_000_000;

  private final LongSupplier nanos;
  private final long start;
  private String phase = "";
  private long done;
  private long total;
  private int shown;

  /**
   * Begins now.
   *
   * @param nanos the time, in nanoseconds since whenever
   */
  ProgressLine(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /** What is being done from now on. */
  synchronized void phase(String phase) {
    this.phase = phase;
    done = 0;
    total = 0;
  }

  /** How many bytes of the phase are done. */
  synchronized void done(long bytes, long ofBytes) {
    done = bytes;
    total = ofBytes;
  }

  /** What is to be written to the terminal now; empty if nothing is. */
  synchronized String next() {
    long elapsed = nanos.getAsLong() - start;
    if (elapsed < PATIENCE) {
      return "";
    }
    String line =
        "jlockdep: " + phase + share() + ", " + Duration.ofNanos(elapsed).toSeconds() + " s";
    String rest = " ".repeat(Math.max(0, shown - line.length()));
    shown = line.length();
    return "\r" + line + rest;
  }

  /** What removes the line; empty if there is none. */
  synchronized String clear() {
    String blanks = shown == 0 ? "" : "\r" + " ".repeat(shown) + "\r";
    shown = 0;
    return blanks;
  }

  private String share() {
    return total == 0
        ? ""
        : String.format(
            Locale.ROOT,
            ", %d %% of %d MB",
            Math.min(100, done * 100 / total),
            (total + MEGABYTE - 1) / MEGABYTE);
  }
}
