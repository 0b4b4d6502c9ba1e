package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.report.FlameGraphs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** {@code jlockdep flame}: where threads waited, and because of whom. */
@Command(
    name = "flame",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Draws flame graphs of waiting: every nanosecond under the stack that waited, or under the",
      "stack that held the lock meanwhile. Needs recordings made with contention=on, but for",
      "--weight sync."
    },
    footer = {
      "",
      "Exit code: 0 drawn, 2 could not be read, or nothing to draw.",
      "",
      "Examples:",
      "  jlockdep flame --by holder --output waits.html app.jfr",
      "  jlockdep flame --by holder --baseline before.jfr --output difference.html after.jfr",
      "  jlockdep flame --weight hold --format collapsed app.jfr"
    })
final class FlameCommand implements Callable<Integer> {
  /** The values of {@code --weight}; lower case because picocli shows them as they are. */
  enum Weight {
    wait,
    hold,
    sync
  }

  /** Of {@code --by}. */
  enum By {
    waiter,
    holder
  }

  /** Of {@code --format}. */
  enum FlameFormat {
    html,
    collapsed,
    jfr
  }

  @Parameters(
      paramLabel = "REC",
      arity = "1..*",
      description = "A recording, or a folder with *.jfr files.")
  private List<Path> recordings = new ArrayList<>();

  @Mixin private Recordings reading = new Recordings();

  @Option(
      names = "--weight",
      paramLabel = "WEIGHT",
      defaultValue = "wait",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): waiting for locks, holding them,",
        "or waiting for the disk."
      })
  private Weight weight = Weight.wait;

  @Option(
      names = "--by",
      paramLabel = "WHOM",
      description = {
        "waiter (default): the stacks that waited; holder: those that held the lock meanwhile,",
        "under each lock class, with those who were kept waiting on top. Only for --weight wait."
      })
  private @Nullable By by;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "html",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): one page; lines 'frame;frame;...",
        "nanoseconds'; or events with stacks, for JMC and the converter of async-profiler."
      })
  private FlameFormat format = FlameFormat.html;

  @Option(
      names = "--baseline",
      paramLabel = "REC",
      description = {
        "Show the difference from this recording or folder: colours in html, two numbers a line",
        "(before, after) in collapsed."
      })
  private @Nullable Path baseline;

  @Option(
      names = {"-o", "--output", "--out"},
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path out;

  @Override
  public Integer call() throws UsageException {
    check();
    Path file = out;
    List<Path> inputs = new ArrayList<>(reading.inputs(recordings));
    Path before = baseline;
    if (before != null) {
      inputs.addAll(reading.inputs(List.of(before)));
    }
    Optional<OutFile> target =
        file == null ? Optional.empty() : Optional.of(OutFile.at("--output", file, inputs));
    Optional<Recordings.Read> read = reading.read(recordings);
    Optional<Recordings.Read> old =
        before == null ? Optional.empty() : reading.read(List.of(before));
    if (read.isEmpty() || (before != null && old.isEmpty())) {
      return Jlockdep.NO_JUDGEMENT;
    }
    FlameGraphs graph = graph(read.get().model(), recordings);
    Optional<FlameGraphs> compared = Optional.empty();
    if (old.isPresent() && before != null) {
      compared = Optional.of(graph(old.get().model(), List.of(before)));
    }
    if (graph.isEmpty() && compared.map(FlameGraphs::isEmpty).orElse(true)) {
      throw new UsageException(
          "nothing to draw, "
              + (weight == Weight.sync ? "no file was synced" : "nobody waited for a lock"));
    }
    deliver(graph, compared, target);
    boolean whole = read.get().isWhole() && old.map(Recordings.Read::isWhole).orElse(true);
    return whole ? Jlockdep.CLEAN : Jlockdep.NO_JUDGEMENT;
  }

  private void check() throws UsageException {
    if (by == By.holder && weight != Weight.wait) {
      throw new UsageException(
          "--by holder is for --weight wait: nobody else has a part in --weight " + weight);
    }
    if (by == By.waiter && weight == Weight.hold) {
      throw new UsageException("--by waiter is not for --weight hold: its stacks are the holders'");
    }
    if (format == FlameFormat.jfr && baseline != null) {
      throw new UsageException("--format jfr shows no difference; use html or collapsed");
    }
    if (format == FlameFormat.jfr && out == null) {
      throw new UsageException("--format jfr needs --output FILE");
    }
  }

  private FlameGraphs graph(Model model, List<Path> from) throws UsageException {
    String names = from.size() == 1 ? from.get(0).toString() : from.size() + " recordings";
    if (weight == Weight.sync) {
      return FlameGraphs.syncs(model);
    }
    if (!model.incidents().contention().isMeasured()) {
      throw new UsageException(
          names + ": waiting was not measured; record with contention=on (run --contention)");
    }
    if (weight == Weight.hold) {
      return FlameGraphs.holds(model);
    }
    return by == By.holder ? FlameGraphs.waitsByHolder(model) : FlameGraphs.waitsByWaiter(model);
  }

  private void deliver(FlameGraphs graph, Optional<FlameGraphs> before, Optional<OutFile> target)
      throws UsageException {
    switch (format) {
      case collapsed ->
          Delivery.of(
              to -> {
                if (before.isPresent()) {
                  graph.writeCollapsed(to, before.get());
                } else {
                  graph.writeCollapsed(to);
                }
              },
              target);
      case jfr -> target.orElseThrow().writeBytes(graph::writeJfr);
      case html -> {
        String page = page(graph, before);
        Delivery.of(to -> to.write(page), target);
      }
    }
  }

  private static String page(FlameGraphs graph, Optional<FlameGraphs> before)
      throws UsageException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      if (before.isPresent()) {
        graph.writeHtml(page, before.get());
      } else {
        graph.writeHtml(page);
      }
    } catch (IOException e) {
      throw new UsageException("the page cannot be made: " + e.getMessage());
    }
    return page.toString(StandardCharsets.UTF_8);
  }
}
