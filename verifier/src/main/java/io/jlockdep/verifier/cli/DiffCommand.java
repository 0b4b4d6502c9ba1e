package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.report.DiffReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jlockdep diff}: what one set of recordings finds and another does not. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Compares the findings of two recordings, or of two folders of recordings.",
    footer = {
      "",
      "Exit code: 0 nothing new, 1 new findings that --fail-on names, 2 could not judge.",
      "",
      "Examples:",
      "  jlockdep diff before.jfr after.jfr",
      "  jlockdep diff --fail-on error main-recordings/ branch-recordings/"
    })
final class DiffCommand implements Callable<Integer> {
  /** The values of {@code --format}; lower case because picocli shows them as they are. */
  enum DiffFormat {
    text,
    json
  }

  @Parameters(index = "0", paramLabel = "OLD", description = "A recording, or a folder of them.")
  private @Nullable Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "The same, of later.")
  private @Nullable Path after;

  @Mixin private Recordings reading = new Recordings();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private DiffFormat format = DiffFormat.text;

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path out;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      description = "Which new findings make the exit code 1, as for verify.")
  private List<String> failOn = new ArrayList<>();

  @Override
  public Integer call() throws UsageException {
    FailOn limits = FailOn.of(failOn);
    Optional<Recordings.Read> old = reading.read(given(before));
    Optional<Recordings.Read> now = reading.read(given(after));
    if (old.isEmpty() || now.isEmpty()) {
      return Jlockdep.NO_JUDGEMENT;
    }
    List<Path> inputs = new ArrayList<>(old.get().inputs());
    inputs.addAll(now.get().inputs());
    Path file = out;
    Optional<OutFile> target =
        file == null ? Optional.empty() : Optional.of(OutFile.at("--output", file, inputs));
    Judgement oldJudgement = old.get().judge();
    Judgement newJudgement = now.get().judge();
    Comparison comparison =
        Comparison.of(
            newJudgement.findings(), DiffReport.baseline(oldJudgement.findings()), LocalDate.EPOCH);
    String text =
        format == DiffFormat.json ? DiffReport.json(comparison) : DiffReport.text(comparison);
    Delivery.of(to -> to.write(text), target);
    if (!old.get().isWhole() || !now.get().isWhole()) {
      System.err.println("jlockdep: not every recording could be read whole; see verify");
    }
    long leftOut = oldJudgement.traces().leftOut() + newJudgement.traces().leftOut();
    if (leftOut > 0) {
      System.err.println(
          "jlockdep: nothing was predicted from %d of the traces, which needs more memory; give it"
                  .formatted(leftOut)
              + " more with java -Xmx");
    }
    if (limits.isMetBy(comparison.fresh())) {
      return Jlockdep.FINDINGS;
    }
    return oldJudgement.isWhole() && newJudgement.isWhole()
        ? Jlockdep.CLEAN
        : Jlockdep.NO_JUDGEMENT;
  }

  private static List<Path> given(@Nullable Path path) {
    return path == null ? List.of() : List.of(path);
  }
}
