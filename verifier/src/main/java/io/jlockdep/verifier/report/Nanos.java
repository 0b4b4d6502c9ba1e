package io.jlockdep.verifier.report;

import java.util.Locale;

/** Durations in the unit that fits. */
final class Nanos {
  private Nanos() {}

  /** {@code 850 ns}, {@code 12.3 us}, {@code 4.6 ms}, {@code 2.0 s}. */
  static String of(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 999_950) {
      return String.format(Locale.ROOT, "%.1f us", nanos / 1e3);
    }
    if (nanos < 999_950_000) {
      return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
