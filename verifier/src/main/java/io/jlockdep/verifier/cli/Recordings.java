package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.read.CannotReadException;
import io.jlockdep.verifier.read.ModelReader;
import io.jlockdep.verifier.read.SpecReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how recordings are read. */
final class Recordings {
  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "Judge by the contracts of this spec file, not by those in the recordings.")
  private @Nullable Path spec;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      defaultValue = "jfr",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "std: traces with lines thread|op|loc."
      })
  private InputFormat inputFormat = InputFormat.jfr;

  /** One for all that the command reads. */
  private final TraceBudget budget = TraceBudget.ofHeap();

  /**
   * What was read.
   *
   * @param inputs every file that must not be overwritten
   * @param all whether each recording could be used, at least in part
   */
  record Read(Model model, List<Path> inputs, boolean all) {
    /** The judgement of it; a terminal shows meanwhile that this takes its time. */
    Judgement judge() {
      try (Progress progress = Progress.start()) {
        progress.line().phase("judging");
        return Judge.judge(model);
      }
    }

    /** Whether every recording could be read to its end. */
    boolean isWhole() {
      return all && model.recordings().stream().allMatch(each -> each.complete());
    }
  }

  /**
   * The files behind the arguments, and the spec file.
   *
   * @throws UsageException if an argument names no file
   */
  List<Path> inputs(List<Path> arguments) throws UsageException {
    List<Path> inputs = new ArrayList<>(Inputs.of(arguments, inputFormat));
    Optional.ofNullable(spec).ifPresent(inputs::add);
    return inputs;
  }

  /**
   * Reads them; each that cannot be used is told on standard error.
   *
   * @return empty if none could be used
   * @throws UsageException if an argument names no file or the spec file is wrong
   */
  Optional<Read> read(List<Path> arguments) throws UsageException {
    List<Path> files = Inputs.of(arguments, inputFormat);
    Optional<Path> specFile = Optional.ofNullable(spec);
    ModelReader reader = new ModelReader(contracts(specFile), budget);
    reader.addRules(rules(specFile));
    int usable = 0;
    try (Progress progress = Progress.start()) {
      reader.onProgress(progress.line()::done);
      for (Path file : files) {
        progress.line().phase("reading " + file.getFileName());
        try {
          inputFormat.add(reader, file, files.size() == 1);
          usable++;
        } catch (CannotReadException e) {
          progress.say("jlockdep: " + oneLine(e));
        }
      }
    }
    return usable == 0
        ? Optional.empty()
        : Optional.of(new Read(reader.model(), inputs(arguments), usable == files.size()));
  }

  private static Optional<List<Contract>> contracts(Optional<Path> specFile) throws UsageException {
    if (specFile.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SpecReader.read(specFile.get()));
    } catch (CannotReadException e) {
      throw new UsageException(oneLine(e));
    }
  }

  private static List<Rule> rules(Optional<Path> specFile) throws UsageException {
    try {
      return specFile.isEmpty() ? List.of() : SpecReader.readRules(specFile.get());
    } catch (CannotReadException e) {
      throw new UsageException(oneLine(e));
    }
  }

  /** The message without line breaks. */
  static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replace('\n', ' ');
  }
}
