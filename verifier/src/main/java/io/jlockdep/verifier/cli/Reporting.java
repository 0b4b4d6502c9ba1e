package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.read.BaselineReader;
import io.jlockdep.verifier.read.CannotReadException;
import io.jlockdep.verifier.report.BaselineText;
import io.jlockdep.verifier.report.Report;
import io.jlockdep.verifier.report.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is reported, where to, and what makes the command fail. */
final class Reporting {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Format of the report: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = "Write the report to this file instead of standard output.")
  private @Nullable Path out;

  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      converter = ReportTarget.Converter.class,
      description = "Write one more report, in this format; may be given several times.")
  private List<ReportTarget> reports = new ArrayList<>();

  @Option(
      names = "--source-root",
      paramLabel = "DIR",
      description = {
        "A folder with source files, such as src/main/java; may be given several times.",
        "Reports then have paths relative to the current folder."
      })
  private List<Path> sourceRoots = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Report and fail only on what this file does not have.")
  private @Nullable Path baseline;

  @Option(
      names = "--update-baseline",
      description = "Write what is found into the file of --baseline.")
  private boolean updateBaseline;

  @Option(names = "--list-known", description = "List what the baseline has, too.")
  private boolean listKnown;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      description = {
        "Which findings make the exit code 1 (default: severity=warning):",
        "severity=error|warning|note|never, grade=GRADE, category=CATEGORY.",
        "May be given several times: loud enough and sure enough and of one of the categories."
      })
  private List<String> failOn = new ArrayList<>();

  /** The options, checked before any work is done. */
  record Checked(
      FailOn failOn, Optional<OutFile> out, Map<OutFile, Format> reports, Baseline baseline) {}

  /**
   * Checks the options.
   *
   * @param inputs files that must not be overwritten
   * @throws UsageException if something cannot be done
   */
  Checked check(List<Path> inputs) throws UsageException {
    FailOn limits = FailOn.of(failOn);
    List<Path> taken = new ArrayList<>(inputs);
    Optional<OutFile> main = Optional.empty();
    if (baseline != null) {
      taken.add(baseline);
    } else if (updateBaseline || listKnown) {
      throw new UsageException(
          (updateBaseline ? "--update-baseline" : "--list-known") + " needs --baseline FILE");
    }
    if (out != null) {
      main = Optional.of(OutFile.at("--output", out, taken));
      taken.add(out);
    }
    Map<OutFile, Format> more = new LinkedHashMap<>();
    for (ReportTarget each : reports) {
      more.put(OutFile.at("--report", each.file(), taken), each.format());
      taken.add(each.file());
    }
    for (Path root : sourceRoots) {
      if (!Files.isDirectory(root)) {
        throw new UsageException(root + ": --source-root names no folder");
      }
    }
    return new Checked(limits, main, more, readBaseline(inputs));
  }

  private Baseline readBaseline(List<Path> inputs) throws UsageException {
    Path file = baseline;
    if (file == null) {
      return Baseline.NONE;
    }
    if (updateBaseline) {
      OutFile.at("--baseline", file, inputs);
      if (!Files.exists(file)) {
        return new Baseline(file.toString(), List.of(), List.of());
      }
    }
    try {
      return BaselineReader.read(file);
    } catch (CannotReadException e) {
      throw new UsageException(Recordings.oneLine(e));
    }
  }

  /**
   * Judges, reports, and returns the exit code.
   *
   * @throws UsageException if a report cannot be written
   */
  int run(Recordings.Read read, Checked checked) throws UsageException {
    Judgement judgement = read.judge();
    LocalDate today = LocalDate.now();
    Comparison comparison = Comparison.of(judgement.findings(), checked.baseline(), today);
    Path file = baseline;
    if (updateBaseline && file != null) {
      if (!read.isWhole()) {
        throw new UsageException(
            file + ": not updated, since not every recording could be read whole");
      }
      if (judgement.traces().leftOut() > 0) {
        throw new UsageException(
            file
                + ": not updated, since prediction needs more memory; give it more with java -Xmx");
      }
      Baseline updated = comparison.updated();
      String text = BaselineText.of(updated);
      OutFile.at("--baseline", file, read.inputs()).write(to -> to.write(text));
      comparison = Comparison.of(judgement.findings(), updated, today);
    }
    Report report =
        new Report(judgement, comparison, listKnown, new Sources(sourceRoots, Path.of("")));
    String text = format.render(report);
    boolean painted = format == Format.text && checked.out().isEmpty() && Colours.areWanted();
    Delivery.of(to -> to.write(painted ? Colours.paint(text) : text), checked.out());
    for (Map.Entry<OutFile, Format> each : checked.reports().entrySet()) {
      String more = each.getValue().render(report);
      each.getKey().write(to -> to.write(more));
    }
    if (checked.failOn().isMetBy(comparison.fresh())) {
      return Jlockdep.FINDINGS;
    }
    return exitCode(read, judgement);
  }

  /** Without a finding to fail on, nothing is known of what was not read or not judged. */
  static int exitCode(Recordings.Read read, Judgement judgement) {
    if (judgement.isWhole()) {
      return Jlockdep.CLEAN;
    }
    if (judgement.traces().leftOut() > 0) {
      System.err.println(
          "jlockdep: nothing was predicted from %d of the traces, which needs more memory; no finding"
                  .formatted(judgement.traces().leftOut())
              + " to fail on in the rest; give it more with java -Xmx");
    }
    read.model().recordings().stream()
        .filter(recording -> !recording.complete() && recording.events() > 0)
        .forEach(
            recording ->
                System.err.println(
                    "jlockdep: %s: read in part (%s); no finding to fail on in that part;"
                            .formatted(recording.path(), recording.problems().get(0))
                        + " record again to be sure"));
    return Jlockdep.NO_JUDGEMENT;
  }
}
