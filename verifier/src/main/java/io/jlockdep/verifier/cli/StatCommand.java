package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.report.ContentionTable;
import io.jlockdep.verifier.report.StatReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jlockdep stat}: counts. */
@Command(
    name = "stat",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Counts what is in recordings, and how often each lock class was taken.",
      "Of recordings made with contention=on also how long locks were waited for and held,",
      "by whom, and because of whom."
    },
    footer = {
      "",
      "Exit code: 0 counted, 2 could not be read.",
      "",
      "Example:",
      "  jlockdep stat app.jfr",
      "  jlockdep stat --sort hold-max --top 5 app.jfr"
    })
final class StatCommand implements Callable<Integer> {
  /** The values of {@code --format}; lower case because picocli shows them as they are. */
  enum StatFormat {
    text,
    json
  }

  @Parameters(
      paramLabel = "REC",
      arity = "1..*",
      description = "A recording, or a folder with *.jfr files.")
  private List<Path> recordings = new ArrayList<>();

  @Mixin private Recordings reading = new Recordings();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private StatFormat format = StatFormat.text;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      defaultValue = "wait-total",
      description = {
        "Of recordings made with contention=on, by what the table of waits is ordered:",
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})."
      })
  private ContentionTable.Order order = ContentionTable.Order.WAIT_TOTAL;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many rows of that table (default: ${DEFAULT-VALUE}).")
  private int top = 20;

  @Override
  public Integer call() throws UsageException {
    if (top < 1) {
      throw new UsageException("--top " + top + ": at least one row");
    }
    Optional<Recordings.Read> read = reading.read(recordings);
    if (read.isEmpty()) {
      return Jlockdep.NO_JUDGEMENT;
    }
    Judgement judgement = read.get().judge();
    String text =
        format == StatFormat.json
            ? StatReport.json(judgement, order, top)
            : StatReport.text(judgement, order, top);
    Delivery.of(to -> to.write(text), Optional.empty());
    return read.get().isWhole() ? Jlockdep.CLEAN : Jlockdep.NO_JUDGEMENT;
  }
}
