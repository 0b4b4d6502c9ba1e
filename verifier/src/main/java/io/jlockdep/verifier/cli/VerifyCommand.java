package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.read.CannotReadException;
import io.jlockdep.verifier.read.ModelReader;
import io.jlockdep.verifier.read.SpecReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
      "Exit code: 0 clean, 1 findings at or above --fail-on, 2 could not judge.",
      "A damaged recording is read as far as it goes; without findings the exit code is then 2."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REC",
      arity = "1..*",
      description = "A recording, or a folder with *.jfr files.")
  private List<Path> recordings = new ArrayList<>();

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "Judge by the contracts of this spec file, not by those in the recordings.")
  private @Nullable Path spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the report to this file instead of standard output.")
  private @Nullable Path out;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "warning",
      description =
          "Exit with 1 if a finding is at least this: error, warning or note (default:"
              + " ${DEFAULT-VALUE}).",
      converter = SeverityConverter.class)
  private Severity failOn = Severity.WARNING;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      defaultValue = "jfr",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "std: traces with lines thread|op|loc."
      })
  private InputFormat inputFormat = InputFormat.jfr;

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
    List<Path> files = Inputs.of(recordings, inputFormat);
    List<Path> inputs = new ArrayList<>(files);
    Optional<Path> specFile = Optional.ofNullable(spec);
    specFile.ifPresent(inputs::add);
    Optional<OutFile> outFile =
        out == null ? Optional.empty() : Optional.of(OutFile.at(out, inputs));
    ModelReader reader = new ModelReader(contracts(specFile));
    reader.addRules(rules(specFile));
    try (Progress progress = Progress.start()) {
      int usable = read(files, reader, progress);
      if (usable == 0) {
        return Jlockdep.NO_JUDGEMENT;
      }
      if (outputFormat != null) {
        progress.close();
        deliver(outputFormat.text(reader.model()), outFile);
        return usable == files.size() ? Jlockdep.CLEAN : Jlockdep.NO_JUDGEMENT;
      }
      progress.line().phase("judging");
      Judgement judgement = Judge.judge(reader.model());
      String report = format.render(judgement);
      progress.close();
      deliver(out -> out.write(report), outFile);
      return exitCode(judgement);
    }
  }

  /** Reads the files; returns how many could be used. */
  private int read(List<Path> files, ModelReader reader, Progress progress) {
    reader.onProgress(progress.line()::done);
    int usable = 0;
    for (Path file : files) {
      progress.line().phase("reading " + file.getFileName());
      try {
        inputFormat.add(reader, file, files.size() == 1);
        usable++;
      } catch (CannotReadException e) {
        progress.say("jlockdep: " + oneLine(e));
      }
    }
    return usable;
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

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replace('\n', ' ');
  }

  private static void deliver(OutFile.Text report, Optional<OutFile> outFile)
      throws UsageException {
    if (outFile.isPresent()) {
      outFile.get().write(report);
      return;
    }
    try {
      Writer stdout =
          new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
      report.writeTo(stdout);
      stdout.flush();
    } catch (IOException e) {
      throw notWritten();
    }
    if (System.out.checkError()) {
      throw notWritten();
    }
  }

  private static UsageException notWritten() {
    return new UsageException("the report could not be written to standard output");
  }

  /** A damaged recording without findings says nothing about what is missing: not clean. */
  private int exitCode(Judgement judgement) {
    if (judgement.hasFindings(failOn)) {
      return Jlockdep.FINDINGS;
    }
    Model model = judgement.model();
    if (model.recordings().stream().allMatch(recording -> recording.complete())) {
      return Jlockdep.CLEAN;
    }
    model.recordings().stream()
        .filter(recording -> !recording.complete() && recording.events() > 0)
        .forEach(
            recording ->
                System.err.println(
                    "jlockdep: %s: read in part (%s); no finding in that part; record again to be sure"
                        .formatted(recording.path(), recording.problems().get(0))));
    return Jlockdep.NO_JUDGEMENT;
  }

  /** Reads {@code error}, {@code warning} or {@code note}. */
  static final class SeverityConverter implements CommandLine.ITypeConverter<Severity> {
    @Override
    public Severity convert(String word) {
      for (Severity severity : Severity.values()) {
        if (severity.word().equals(word.toLowerCase(Locale.ROOT))) {
          return severity;
        }
      }
      throw new CommandLine.TypeConversionException(
          "expected error, warning or note but was '" + word + "'");
    }
  }
}
