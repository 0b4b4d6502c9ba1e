package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.read.RecordingJoin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jlockdep merge}: several recordings in one file. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes several recordings into one file, such as those of sharded jobs.",
      "verify takes several files too and says the same of both; one file is easier to keep.",
      "The chunks of a JFR file can stand one after the other, so the jfr tool reads the result;",
      "each run in it is judged as a recording of its own."
    },
    footer = {
      "",
      "Exit code: 0 written, 2 not written. A recording that is not whole is refused.",
      "",
      "Example:",
      "  jlockdep merge all.jfr shard-1/ shard-2/"
    })
final class MergeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "OUT", description = "The file to write.")
  private @Nullable Path out;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IN",
      description = "A recording, or a folder with *.jfr files.")
  private List<Path> recordings = new ArrayList<>();

  @Override
  public Integer call() throws UsageException {
    List<Path> files = Inputs.of(recordings, InputFormat.jfr);
    OutFile target = OutFile.at("OUT", Objects.requireNonNull(out), files);
    Optional<Recordings.Read> read = new Recordings().read(recordings);
    if (read.isEmpty() || !read.get().all()) {
      return Jlockdep.NO_JUDGEMENT;
    }
    for (RecordingSummary each : read.get().model().recordings()) {
      if (!each.complete()) {
        throw new UsageException(
            each.path() + ": is not whole, it would spoil the rest: " + each.problems().get(0));
      }
    }
    target.writeBytes(
        to -> {
          RecordingJoin join = new RecordingJoin(to);
          for (Path file : files) {
            join.add(file);
          }
        });
    return Jlockdep.CLEAN;
  }
}
