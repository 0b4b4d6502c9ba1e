package io.jlockdep.verifier.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What need not be reported: findings that were there before, and findings that are meant to be.
 *
 * @param path of the file, for messages; empty if there is none
 */
public record Baseline(String path, List<Known> known, List<Suppression> suppressions) {
  /** Without a file: everything is new. */
  public static final Baseline NONE = new Baseline("", List.of(), List.of());

  public Baseline {
    known = List.copyOf(known);
    suppressions = List.copyOf(suppressions);
  }

  /**
   * A finding of before.
   *
   * @param severity as it was; once it is louder the finding is new
   */
  public record Known(String fingerprint, Category category, Severity severity, String title) {}

  /**
   * A finding that somebody has read and accepted.
   *
   * @param expires the last day on which it holds
   */
  public record Suppression(String fingerprint, String reason, Optional<LocalDate> expires) {
    /** Whether it no longer holds. */
    public boolean isExpiredOn(LocalDate today) {
      return expires.isPresent() && expires.get().isBefore(today);
    }
  }

  /** Whether there is a file. */
  public boolean isGiven() {
    return !path.isEmpty();
  }
}
