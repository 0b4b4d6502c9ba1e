package io.jlockdep.verifier.model;

import java.util.Locale;

/** What to do about a finding; the loudest first. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE;

  /** The word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is as loud as {@code limit}, or louder. */
  public boolean isAtLeast(Severity limit) {
    return compareTo(limit) <= 0;
  }

  /** Whether it is louder than {@code other}. */
  public boolean isLouderThan(Severity other) {
    return compareTo(other) < 0;
  }

  /** The quieter of the two. */
  public Severity atMost(Severity limit) {
    return compareTo(limit) >= 0 ? this : limit;
  }
}
