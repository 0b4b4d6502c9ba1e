package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.report.Explanation;
import io.jlockdep.verifier.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jlockdep explain}: one finding in full. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows one finding in full, with what its category means and what to do next.",
    footer = {
      "",
      "Exit code: 0 it was found, 2 it was not.",
      "",
      "Example:",
      "  jlockdep explain 2c4aa2d2 target/recordings"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FINGERPRINT",
      description = "The fingerprint, or as much of its beginning as is clear.")
  private String fingerprint = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "REC",
      description = "A recording, or a folder with *.jfr files.")
  private List<Path> recordings = new ArrayList<>();

  @Mixin private Recordings reading = new Recordings();

  @Override
  public Integer call() throws UsageException {
    Optional<Recordings.Read> read = reading.read(recordings);
    if (read.isEmpty()) {
      return Jlockdep.NO_JUDGEMENT;
    }
    Judgement judgement = read.get().judge();
    String wanted = fingerprint.toLowerCase(Locale.ROOT);
    List<Finding> matching =
        judgement.findings().stream()
            .filter(each -> each.fingerprint().startsWith(wanted))
            .toList();
    if (matching.size() != 1) {
      throw new UsageException(
          matching.isEmpty()
              ? "no finding %s; there are %d, verify lists them"
                  .formatted(fingerprint, judgement.findings().size())
              : "%d findings begin with %s; give more of it"
                  .formatted(matching.size(), fingerprint));
    }
    String text = Explanation.of(Report.of(judgement), matching.get(0));
    String shown = Colours.areWanted() ? Colours.paint(text) : text;
    Delivery.of(to -> to.write(shown), Optional.empty());
    return Jlockdep.CLEAN;
  }
}
