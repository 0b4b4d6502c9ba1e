package io.jlockdep.verifier.model;

import java.util.List;

/**
 * The outcome of all checks.
 *
 * @param findings the loudest first, each fingerprint once
 * @param dependencies distinct edges of the graph of lock classes
 * @param traces what is in the traces, and what was predicted from them
 * @param cyclesCut whether the search for cycles stopped at its bound
 */
public record Judgement(
    Model model,
    List<Finding> findings,
    long dependencies,
    boolean cyclesCut,
    TraceFigures traces) {
  public Judgement {
    findings = List.copyOf(findings);
  }

  /** Whether every recording was read to its end and every trace was searched for deadlocks. */
  public boolean isWhole() {
    return traces.leftOut() == 0
        && model.recordings().stream().allMatch(RecordingSummary::complete);
  }

  /** Whether any finding is as loud as {@code limit}, or louder. */
  public boolean hasFindings(Severity limit) {
    return findings.stream().anyMatch(finding -> finding.severity().isAtLeast(limit));
  }
}
