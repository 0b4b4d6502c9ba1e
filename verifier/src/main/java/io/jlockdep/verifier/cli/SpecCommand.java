package io.jlockdep.verifier.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jlockdep spec}: commands about spec files. */
@Command(
    name = "spec",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = SpecCheckCommand.class,
    description = "About spec files; see 'jlockdep spec check --help'.")
final class SpecCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "No command given");
    }
  }
}
