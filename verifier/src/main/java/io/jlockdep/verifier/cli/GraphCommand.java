package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.report.ClassGraph;
import io.jlockdep.verifier.report.GraphText;
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

/** {@code jlockdep graph}: which lock class was asked for under which. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Draws which lock class was asked for under which; edges of findings are coloured.",
      "The number at an edge is how often it stands in the recordings."
    },
    footer = {
      "",
      "Exit code: 0 drawn, 2 could not be read.",
      "",
      "Examples:",
      "  jlockdep graph app.jfr | dot -Tsvg > locks.svg",
      "  jlockdep graph --format mermaid --focus Inode.lock --depth 2 app.jfr"
    })
final class GraphCommand implements Callable<Integer> {
  /** The values of {@code --format}; lower case because picocli shows them as they are. */
  enum GraphFormat {
    dot,
    mermaid
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
      defaultValue = "dot",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private GraphFormat format = GraphFormat.dot;

  @Option(
      names = "--focus",
      paramLabel = "CLASS",
      description = "Only what is near this lock class: its name, short name, or a part of it.")
  private @Nullable String focus;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many edges away from --focus (default: ${DEFAULT-VALUE}).")
  private int depth = 1;

  @Option(names = "--findings-only", description = "Only the edges of findings.")
  private boolean findingsOnly;

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path out;

  @Override
  public Integer call() throws UsageException {
    if (depth < 0) {
      throw new UsageException("--depth cannot be negative");
    }
    Path file = out;
    Optional<OutFile> target =
        file == null
            ? Optional.empty()
            : Optional.of(OutFile.at("--output", file, reading.inputs(recordings)));
    Optional<Recordings.Read> read = reading.read(recordings);
    if (read.isEmpty()) {
      return Jlockdep.NO_JUDGEMENT;
    }
    Judgement judgement = read.get().judge();
    ClassGraph graph = ClassGraph.of(judgement);
    String name = focus;
    if (name != null) {
      List<String> names = graph.matching(name);
      if (names.isEmpty()) {
        throw new UsageException("--focus " + name + ": no such lock class; stat lists them");
      }
      graph = graph.around(names, depth);
    }
    if (findingsOnly) {
      graph = graph.ofFindings();
    }
    String text =
        format == GraphFormat.dot
            ? GraphText.dot(graph, judgement.model())
            : GraphText.mermaid(graph, judgement.model());
    Delivery.of(to -> to.write(text), target);
    return read.get().isWhole() ? Jlockdep.CLEAN : Jlockdep.NO_JUDGEMENT;
  }
}
