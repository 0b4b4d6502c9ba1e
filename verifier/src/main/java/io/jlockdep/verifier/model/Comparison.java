package io.jlockdep.verifier.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Findings beside a baseline.
 *
 * @param fresh those to report, in their order
 * @param known those of before
 * @param suppressed those that a suppression in force accepts
 * @param remarks by fingerprint, why a finding is reported although the baseline has it
 * @param staleKnown of the baseline, what was not found this time
 * @param staleSuppressions the same
 */
public record Comparison(
    Baseline baseline,
    List<Finding> fresh,
    List<Finding> known,
    List<Suppressed> suppressed,
    Map<String, String> remarks,
    List<Baseline.Known> staleKnown,
    List<Baseline.Suppression> staleSuppressions) {
  public Comparison {
    fresh = List.copyOf(fresh);
    known = List.copyOf(known);
    suppressed = List.copyOf(suppressed);
    remarks = Map.copyOf(remarks);
    staleKnown = List.copyOf(staleKnown);
    staleSuppressions = List.copyOf(staleSuppressions);
  }

  /** A finding and what accepts it. */
  public record Suppressed(Finding finding, Baseline.Suppression by) {}

  /** Compares; a suppression counts before what is known. */
  public static Comparison of(List<Finding> findings, Baseline baseline, LocalDate today) {
    Map<String, Baseline.Known> known = new HashMap<>();
    baseline.known().forEach(each -> known.put(each.fingerprint(), each));
    Map<String, Baseline.Suppression> suppressions = new HashMap<>();
    baseline.suppressions().forEach(each -> suppressions.put(each.fingerprint(), each));
    List<Finding> fresh = new ArrayList<>();
    List<Finding> old = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    Map<String, String> remarks = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Finding finding : findings) {
      String fingerprint = finding.fingerprint();
      seen.add(fingerprint);
      Baseline.Suppression suppression = suppressions.get(fingerprint);
      Baseline.Known before = known.get(fingerprint);
      if (suppression != null && !suppression.isExpiredOn(today)) {
        suppressed.add(new Suppressed(finding, suppression));
      } else if (suppression != null) {
        remarks.put(
            fingerprint,
            "its suppression expired after %s (reason: %s)"
                .formatted(suppression.expires().orElseThrow(), suppression.reason()));
        fresh.add(finding);
      } else if (before != null && finding.severity().isLouderThan(before.severity())) {
        remarks.put(fingerprint, "the baseline has it as a " + before.severity().word());
        fresh.add(finding);
      } else if (before != null) {
        old.add(finding);
      } else {
        fresh.add(finding);
      }
    }
    return new Comparison(
        baseline,
        fresh,
        old,
        suppressed,
        remarks,
        baseline.known().stream().filter(each -> !seen.contains(each.fingerprint())).toList(),
        baseline.suppressions().stream()
            .filter(each -> !seen.contains(each.fingerprint()))
            .toList());
  }

  /**
   * The baseline under which nothing of this is new, but for expired suppressions: those are left
   * to a person. What was not found any more is dropped from the known ones.
   */
  public Baseline updated() {
    Set<String> suppressions = new HashSet<>();
    baseline.suppressions().forEach(each -> suppressions.add(each.fingerprint()));
    List<Baseline.Known> now = new ArrayList<>();
    for (List<Finding> findings : List.of(fresh, known)) {
      findings.stream()
          .filter(finding -> !suppressions.contains(finding.fingerprint()))
          .map(
              finding ->
                  new Baseline.Known(
                      finding.fingerprint(),
                      finding.category(),
                      finding.severity(),
                      finding.title()))
          .forEach(now::add);
    }
    now.sort(Comparator.comparing(Baseline.Known::fingerprint));
    return new Baseline(baseline.path(), now, baseline.suppressions());
  }

  /** How many are known or suppressed. */
  public int knownCount() {
    return known.size() + suppressed.size();
  }
}
