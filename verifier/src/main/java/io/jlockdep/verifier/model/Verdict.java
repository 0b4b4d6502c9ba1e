package io.jlockdep.verifier.model;

import java.util.List;

/**
 * How sure and how loud a finding is.
 *
 * @param downgrades names of what keeps it lower, such as {@code single thread}
 * @param whyNotHigher a sentence; empty where nothing is higher
 */
public record Verdict(
    Grade grade, Severity severity, List<String> downgrades, String whyNotHigher) {
  public Verdict {
    downgrades = List.copyOf(downgrades);
  }
}
