package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a report is made of.
 *
 * @param comparison which of the findings are to be reported
 * @param listKnown whether those that the baseline knows are listed too
 * @param sources where the program's source files are
 */
public record Report(
    Judgement judgement, Comparison comparison, boolean listKnown, Sources sources) {

  /** Everything is new, and nothing is known of the sources. */
  public static Report of(Judgement judgement) {
    return new Report(
        judgement,
        Comparison.of(judgement.findings(), Baseline.NONE, LocalDate.EPOCH),
        false,
        Sources.NONE);
  }

  /** What is reported, the loudest first. */
  List<Finding> findings() {
    return comparison.fresh();
  }

  /** {@code 1 error, 2 warnings, 0 notes}. */
  String counts() {
    List<String> counts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = findings().stream().filter(each -> each.severity() == severity).count();
      counts.add(count + " " + severity.word() + (count == 1 ? "" : "s"));
    }
    return String.join(", ", counts);
  }

  /** By the name of a contract, why it is there. */
  Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    judgement.model().contracts().forEach(each -> reasons.put(each.name(), each.why()));
    judgement.model().rules().forEach(each -> reasons.put(each.name(), each.why()));
    return reasons;
  }

  /** One finding in words, as the text report has it. */
  public String full(int number, Finding finding) {
    StringBuilder out = new StringBuilder();
    new FindingText(new Names(judgement.model()), reasons(), comparison.remarks(), out)
        .full(number, finding);
    return out.toString();
  }

  /** What makes the report say less than it seems to. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (RecordingSummary each : judgement.model().recordings()) {
      String path = Names.printable(each.path());
      if (!each.complete()) {
        warnings.add("not read whole: " + path + ": " + Names.printable(each.problems().get(0)));
      }
      if (each.coverage().eventsLost() > 0) {
        warnings.add(
            "%d events were lost while recording %s".formatted(each.coverage().eventsLost(), path));
      }
      each.failedSelfChecks()
          .forEach(
              check ->
                  warnings.add(
                      "the agent did not see its own test acquisition in %s: %s"
                          .formatted(path, Names.printable(check))));
    }
    if (judgement.traces().leftOut() > 0) {
      warnings.add(
          "nothing was predicted from %d of the traces: that needs more memory (java -Xmx)"
              .formatted(judgement.traces().leftOut()));
    }
    if (judgement.cyclesCut()) {
      warnings.add("the classes form more cycles than were judged");
    }
    return warnings;
  }

  /** Sentences about the baseline; none without one. */
  List<String> baselineLines() {
    if (!comparison.baseline().isGiven()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Baseline %s: %d known, %d suppressed, %d stale"
            .formatted(
                Names.printable(comparison.baseline().path()),
                comparison.known().size(),
                comparison.suppressed().size(),
                comparison.staleKnown().size() + comparison.staleSuppressions().size()));
    lines.addAll(staleLines());
    return lines;
  }

  /** What the baseline has and this run did not show. */
  List<String> staleLines() {
    List<String> lines = new ArrayList<>();
    for (Baseline.Known each : comparison.staleKnown()) {
      lines.add(
          "stale: %s %s (%s) was not found; if it is mended, take it out with --update-baseline"
              .formatted(
                  each.fingerprint(), Names.printable(each.title()), each.category().word()));
    }
    for (Baseline.Suppression each : comparison.staleSuppressions()) {
      lines.add(
          "stale: the suppression of %s (reason: %s) suppressed nothing"
              .formatted(each.fingerprint(), Names.printable(each.reason())));
    }
    return lines;
  }
}
