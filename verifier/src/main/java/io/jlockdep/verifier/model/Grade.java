package io.jlockdep.verifier.model;

import java.util.Locale;

/** How sure a finding is; the surest first. */
public enum Grade {
  OCCURRED,
  CONFIRMED,
  PREDICTED,
  INSTANCE,
  CLASS;

  /** The word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
