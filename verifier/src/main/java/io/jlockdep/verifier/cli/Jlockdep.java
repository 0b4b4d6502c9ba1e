package io.jlockdep.verifier.cli;

import java.io.PrintWriter;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code jlockdep}: exit 0 clean, 1 findings, 2 could not judge. */
@Command(
    name = "jlockdep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      VerifyCommand.class,
      RunCommand.class,
      AttachCommand.class,
      ExplainCommand.class,
      DiffCommand.class,
      MergeCommand.class,
      GraphCommand.class,
      FlameCommand.class,
      StatCommand.class,
      SpecCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    description = "Judges the locking of a program by recordings that the jlockdep agent made.",
    footer = {
      "",
      "Exit code: 0 clean, 1 findings, 2 could not judge.",
      "Each command has --help with examples.",
      "",
      "Examples:",
      "  jlockdep run -- java -jar app.jar",
      "  jlockdep verify target/recordings",
      "  source <(jlockdep generate-completion)"
    })
public final class Jlockdep implements Runnable {
  static final int CLEAN = 0;
  static final int FINDINGS = 1;
  static final int NO_JUDGEMENT = 2;

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command line; returns the exit code. */
  static int run(String... args) {
    try {
      return commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println("jlockdep: out of memory; give it more with java -Xmx");
      return NO_JUDGEMENT;
    } catch (StackOverflowError e) {
      System.err.println("jlockdep: internal error: stack overflow; please report it");
      return NO_JUDGEMENT;
    }
  }

  private static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Jlockdep());
    // What follows the first word of the command belongs to the command.
    Objects.requireNonNull(commandLine.getSubcommands().get("run")).setStopAtPositional(true);
    commandLine.setParameterExceptionHandler(
        (problem, args) -> {
          CommandLine command = problem.getCommandLine();
          complain(
              command,
              "%s; see '%s --help'"
                  .formatted(firstLine(problem), command.getCommandSpec().qualifiedName()));
          return NO_JUDGEMENT;
        });
    commandLine.setExecutionExceptionHandler(
        (problem, command, result) -> {
          complain(
              command,
              problem instanceof UsageException
                  ? firstLine(problem)
                  : "internal error: %s; please report it".formatted(problem));
          return NO_JUDGEMENT;
        });
    return commandLine;
  }

  private static String firstLine(Exception problem) {
    return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
  }

  private static void complain(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("jlockdep: " + message.replace('\n', ' '));
    err.flush();
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "No command given");
    }
  }
}
