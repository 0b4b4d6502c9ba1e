package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.exercise.MismatchException;
import io.jlockdep.samplefs.scenario.Scenario;
import io.jlockdep.samplefs.workload.VerificationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** All commands, and what becomes of their errors: one line on stderr, exit code 1 or 2. */
@Command(
    name = "sample-fs",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      ScenarioCommand.class,
      ScenariosCommand.class,
      ErasCommand.class,
      MkfsCommand.class,
      FsckCommand.class,
      CrashCheckCommand.class,
      ExerciseCommand.class,
      SpeedCommand.class
    },
    description = {
      "A small filesystem in an image file, whose direct IO can be made to lock as btrfs did at some time.",
      "Exit code: 0 good, 1 verification failed, 2 bad usage or IO error, 3 a scenario with --timeout hung."
    })
public final class Commands {
  private static final int EXIT_WRONG_DATA = 1;
  private static final int EXIT_CANNOT = 2;

  private Commands() {}

  /**
   * Runs one command.
   *
   * @return the exit code
   */
  public static int execute(String... arguments) {
    CommandLine line = new CommandLine(new Commands());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Scenario.class, Commands::scenario);
    line.setParameterExceptionHandler(
        (e, args) -> fail(EXIT_CANNOT, firstLine(String.valueOf(e.getMessage()))));
    line.setExecutionExceptionHandler((e, command, result) -> report(e, command));
    if (arguments.length == 0) {
      return fail(EXIT_CANNOT, "which command? --help lists them");
    }
    return line.execute(arguments);
  }

  private static int report(Exception e, CommandLine command) throws Exception {
    if (e instanceof VerificationException || e instanceof MismatchException) {
      return fail(EXIT_WRONG_DATA, "verification failed: " + e.getMessage());
    } else if (e instanceof Arguments.UsageException) {
      return fail(EXIT_CANNOT, String.valueOf(e.getMessage()));
    } else if (e instanceof IOException) {
      String problem = Text.problem(e);
      if (command.getCommand() instanceof HasImage hasImage
          && !problem.startsWith(hasImage.imagePath() + ":")) {
        problem = hasImage.imagePath() + ": " + problem;
      }
      return fail(EXIT_CANNOT, problem);
    }
    throw e;
  }

  private static int fail(int code, String problem) {
    System.err.println("sample-fs: " + problem);
    return code;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("bad usage");
  }

  private static Scenario scenario(String id) {
    for (Scenario scenario : Scenario.values()) {
      if (scenario.id().equalsIgnoreCase(id)) {
        return scenario;
      }
    }
    throw new TypeConversionException(
        "no such scenario; there are "
            + Arrays.stream(Scenario.values()).map(Scenario::id).collect(Collectors.joining(", ")));
  }
}
