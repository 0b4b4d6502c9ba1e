package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.exercise.Exerciser;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "exercise",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Does random operations on files of an image in memory and compares them with a model; "
          + "unmounts, checks and mounts the image now and then.",
      "Exit code 1 if they disagree."
    })
final class ExerciseCommand implements Callable<Integer> {
  @Option(
      names = "--ops",
      defaultValue = "20000",
      description = "Operations (default: ${DEFAULT-VALUE}).")
  private long operations;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of everything that is random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Arguments.requirePositive("--ops", operations);
    Exerciser.Result result = Exerciser.run(operations, seed);
    System.out.printf(
        "%d operations with seed %d: %s read and compared, %d remounts with a clean fsck, "
            + "no difference%n",
        result.operations(), seed, Text.bytes(result.bytesCompared()), result.remounts());
    return 0;
  }
}
