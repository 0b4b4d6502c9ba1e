package io.jlockdep.verifier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jlockdep verify}: reads recordings, judges them, writes the report. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Finds deadlocks, lock order inversions and broken contracts in recordings.",
    footer = {
      "",
      "Exit code: 0 clean, 1 findings that --fail-on names, 2 could not judge.",
      "A damaged recording is read as far as it goes; without findings the exit code is then 2.",
      "",
      "Examples:",
      "  jlockdep verify app.jfr",
      "  jlockdep verify --format github --report sarif=jlockdep.sarif --source-root src/main/java \\",
      "      target/recordings",
      "  jlockdep verify --baseline jlockdep-baseline.yaml --fail-on grade=instance target/recordings",
      "  jlockdep verify --baseline jlockdep-baseline.yaml --update-baseline target/recordings"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REC",
      arity = "1..*",
      description = "A recording, or a folder with *.jfr files.")
  private List<Path> recordings = new ArrayList<>();

  @Mixin private Recordings reading = new Recordings();

  @Mixin private Reporting reporting = new Reporting();

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      description = {
        "${COMPLETION-CANDIDATES}: judge nothing, write the recording itself.",
        "std: its trace, lines thread|op|loc, for other tools."
      })
  private @Nullable OutputFormat outputFormat;

  @Override
  public Integer call() throws UsageException {
    Reporting.Checked checked = reporting.check(reading.inputs(recordings));
    Optional<Recordings.Read> read = reading.read(recordings);
    if (read.isEmpty()) {
      return Jlockdep.NO_JUDGEMENT;
    }
    if (outputFormat != null) {
      Delivery.of(outputFormat.text(read.get().model()), checked.out());
      return read.get().all() ? Jlockdep.CLEAN : Jlockdep.NO_JUDGEMENT;
    }
    return reporting.run(read.get(), checked);
  }
}
