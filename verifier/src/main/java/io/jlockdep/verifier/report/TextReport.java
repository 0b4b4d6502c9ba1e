package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.CoverageFigures;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.SkippedClass;
import io.jlockdep.verifier.model.TraceFigures;
import java.util.List;
import java.util.Locale;

/** The report for people. */
public final class TextReport {
  private static final int SKIPPED_SHOWN = 10;

  private final Report report;
  private final Judgement judgement;
  private final StringBuilder out = new StringBuilder();

  private TextReport(Report report) {
    this.report = report;
    this.judgement = report.judgement();
  }

  /** The report of everything that was found. */
  public static String of(Judgement judgement) {
    return of(Report.of(judgement));
  }

  /** The whole report; lines end with a newline. */
  public static String of(Report report) {
    return new TextReport(report).write();
  }

  private String write() {
    line(
        "jlockdep: %s%s",
        report.counts(), report.comparison().baseline().isGiven() ? " (new)" : "");
    line("");
    FindingText text =
        new FindingText(
            new Names(judgement.model()), report.reasons(), report.comparison().remarks(), out);
    int number = 0;
    boolean notes = false;
    for (Finding finding : report.findings()) {
      number++;
      if (finding.severity().isAtLeast(Severity.WARNING)) {
        text.full(number, finding);
      } else {
        if (!notes) {
          line("Notes (nothing to do, unless a line surprises you):");
          notes = true;
        }
        text.brief(number, finding);
      }
    }
    if (notes) {
      line("");
    }
    baseline(text, number);
    if (judgement.cyclesCut()) {
      line("The classes form more cycles than are listed here; the shortest were judged.");
      line("");
    }
    line("What was looked at:");
    int index = 0;
    for (RecordingSummary recording : judgement.model().recordings()) {
      recording(++index, recording);
    }
    line(
        "  lock classes %d, lock objects %d, threads %d, pairs of classes nested %d, contracts %d",
        judgement.model().lockClasses().size(),
        judgement.model().instances(),
        judgement.model().threads(),
        judgement.dependencies(),
        judgement.model().contracts().size() + judgement.model().rules().size());
    trace(judgement.traces());
    line("Not observed is not proven: only what this run did could be judged.");
    return out.toString();
  }

  private void trace(TraceFigures traces) {
    if (traces.events() == 0) {
      return;
    }
    line(
        "  trace: %d events, %d threads, %d locks, %d variables; %d cycles, %d abstract patterns,"
            + " %d predicted deadlocks (%d by place)%s",
        traces.events(),
        traces.threads(),
        traces.locks(),
        traces.variables(),
        traces.cycles(),
        traces.patterns(),
        traces.predicted(),
        traces.predictedPlaces(),
        traces.cut() ? "; THERE ARE MORE CYCLES than were looked at" : "");
    if (traces.leftOut() > 0) {
      line(
          "  NOTHING WAS PREDICTED from %d of the traces: that needs more memory (java -Xmx); all"
              + " else was judged",
          traces.leftOut());
    }
  }

  private void baseline(FindingText text, int reported) {
    List<String> lines = report.baselineLines();
    lines.forEach(each -> line("%s", each));
    int number = reported;
    if (report.listKnown()) {
      for (Finding finding : report.comparison().known()) {
        text.brief(++number, finding);
      }
      for (Comparison.Suppressed each : report.comparison().suppressed()) {
        text.brief(++number, each.finding());
        line("      suppressed: %s", Names.printable(each.by().reason()));
      }
    }
    if (!lines.isEmpty()) {
      line("");
    }
  }

  private void recording(int number, RecordingSummary recording) {
    line("  recording %d: %s", number, Names.printable(recording.path()));
    line(
        "    %s",
        recording.complete()
            ? "read whole, %d bytes, %d events".formatted(recording.bytes(), recording.events())
            : "NOT READ WHOLE: %d of %d bytes, %d events"
                .formatted(recording.bytesRead(), recording.bytes(), recording.events()));
    recording.problems().forEach(problem -> line("    problem: %s", Names.printable(problem)));
    if (recording.events() == 0) {
      return;
    }
    line(
        "    level %s, JVM %s, %s",
        known(recording.level()), known(recording.jvm()), end(recording.end()));
    if (!recording.command().isEmpty()) {
      line("    command: %s", Names.printable(recording.command()));
    }
    CoverageFigures coverage = recording.coverage();
    line(
        "    %d of %d classes woven, %d skipped, %d places",
        coverage.classesWoven(),
        coverage.classesSeen(),
        coverage.classesSkipped(),
        coverage.sites());
    skipped(recording.skipped());
    if (coverage.eventsLost() > 0) {
      line(
          "    %d EVENTS WERE LOST while recording: what they said is missing from this report",
          coverage.eventsLost());
    }
    recording
        .failedSelfChecks()
        .forEach(
            check ->
                line(
                    "    THE AGENT DID NOT SEE its own test acquisition: %s",
                    Names.printable(check)));
  }

  private void skipped(List<SkippedClass> skipped) {
    skipped.stream()
        .limit(SKIPPED_SHOWN)
        .forEach(
            each ->
                line(
                    "      skipped %s: %s",
                    Names.printable(each.className()), Names.printable(each.reason())));
    if (skipped.size() > SKIPPED_SHOWN) {
      line("      and %d more, all of them in the JSON report", skipped.size() - SKIPPED_SHOWN);
    }
  }

  private static String known(String text) {
    return text.isEmpty() ? "unknown" : Names.printable(text);
  }

  private static String end(String end) {
    return switch (end) {
      case "exit" -> "the program ended in order";
      case "deadlock" -> "written when the agent saw a deadlock; the program did not end by itself";
      case "checkpoint" ->
          "the last checkpoint of a program that was killed or still runs; what came after is not"
              + " in it";
      default -> "how the program ended is not in the recording";
    };
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
