package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.read.IoTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jlockdep run}: a command with all its JVMs under the agent, then the report. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs a command with every JVM in it under the agent, then judges the recordings.",
      "The agent is put into JAVA_TOOL_OPTIONS, so JVMs that the command starts have it too."
    },
    footer = {
      "",
      "Exit code: that of the command if it is not 0 (standard error then says what was found);",
      "else 0 clean, 1 findings that --fail-on names, 2 could not judge, or no JVM was seen.",
      "SIGTERM and SIGHUP are handed on to the command; Ctrl-C reaches it by the terminal.",
      "",
      "Examples:",
      "  jlockdep run -- java -jar app.jar",
      "  jlockdep run --recordings target/jlockdep --report junit=target/jlockdep.xml -- ./mvnw verify",
      "  jlockdep run --level trace --spec locks.yaml -- ./gradlew test --no-daemon"
    })
final class RunCommand implements Callable<Integer> {
  private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

  @Mixin private AgentOptions agent = new AgentOptions();

  @Mixin private Reporting reporting = new Reporting();

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      description = {
        "Where the recordings go, one for each JVM; must be empty or not there.",
        "Default: a temporary folder, kept if there is something to look at."
      })
  private @Nullable Path recordings;

  @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command and its words.")
  private List<String> command = new ArrayList<>();

  @Override
  public Integer call() throws UsageException {
    Path jar = agent.jar();
    Reporting.Checked checked = reporting.check(List.of());
    Path folder = folder();
    int ended;
    try {
      ended = runCommand(jar, agent.text(folder));
    } catch (UsageException e) {
      removeIfOurs(folder);
      throw e;
    }
    int verdict = judge(folder, checked);
    if (verdict == Jlockdep.CLEAN && ended == 0) {
      removeIfOurs(folder);
    } else if (recordings == null && hasRecordings(folder)) {
      System.err.println("jlockdep: the recordings are in " + folder);
    }
    if (ended != 0) {
      System.err.println(
          "jlockdep: the command ended with %d; by itself the judgement is %d (%s)"
              .formatted(ended, verdict, word(verdict)));
      return ended;
    }
    return verdict;
  }

  private static String word(int verdict) {
    return switch (verdict) {
      case Jlockdep.CLEAN -> "clean";
      case Jlockdep.FINDINGS -> "findings";
      default -> "could not judge";
    };
  }

  private Path folder() throws UsageException {
    Path given = recordings;
    try {
      if (given == null) {
        return Files.createTempDirectory("jlockdep-");
      }
      Files.createDirectories(given);
      try (Stream<Path> files = Files.list(given)) {
        if (files.findAny().isPresent()) {
          throw new UsageException(
              given + ": --recordings is not empty; recordings of two runs would be mixed");
        }
      }
      return given;
    } catch (IOException e) {
      throw new UsageException(
          "the folder for recordings cannot be made: %s: %s"
              .formatted(given == null ? "temporary" : given, IoTrouble.words(e)));
    }
  }

  private int runCommand(Path jar, String options) throws UsageException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = builder.environment();
    String ours = quoted("-javaagent:" + jar + "=" + options);
    String theirs = environment.getOrDefault(VARIABLE, "");
    environment.put(VARIABLE, theirs.isBlank() ? ours : theirs + " " + ours);
    try {
      Process process = builder.start();
      Signals.handOnTo(process);
      return process.waitFor();
    } catch (IOException e) {
      throw new UsageException(command.get(0) + ": cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("interrupted while the command ran");
    }
  }

  /** The JVM splits the variable at blanks; quotes of either kind keep a word together. */
  private static String quoted(String word) throws UsageException {
    if (word.chars().noneMatch(Character::isWhitespace)) {
      return word.contains("\"") ? "'" + word + "'" : word;
    }
    if (word.contains("'")) {
      throw new UsageException("a path with a blank and a single quote: " + word);
    }
    return "'" + word + "'";
  }

  private int judge(Path folder, Reporting.Checked checked) throws UsageException {
    if (!hasRecordings(folder)) {
      System.err.println(
          "jlockdep: no JVM was recorded: the command started none, or unset " + VARIABLE);
      return Jlockdep.NO_JUDGEMENT;
    }
    Optional<Recordings.Read> read = new Recordings().read(List.of(folder));
    return read.isEmpty() ? Jlockdep.NO_JUDGEMENT : reporting.run(read.get(), checked);
  }

  private static boolean hasRecordings(Path folder) throws UsageException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".jfr"));
    } catch (IOException e) {
      throw new UsageException(folder + ": cannot be read: " + IoTrouble.words(e));
    }
  }

  /** Only a folder that this command made is removed. */
  private void removeIfOurs(Path folder) {
    if (recordings != null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("jlockdep: " + folder + ": could not be removed");
    }
  }
}
