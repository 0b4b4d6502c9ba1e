package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.scenario.Scenario;
import io.jlockdep.samplefs.scenario.ScenarioRun;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "scenario",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays scenarios ('scenarios' lists them), one after the other, and prints what happens.",
      "Without --era each is played with the historic behaviours that it is about; with --era FIXED "
          + "in its mended form.",
      "Some hang where the bug is, for real and for ever: that is what they are for. "
          + "With --timeout they give up and end with exit code 3."
    })
final class ScenarioCommand implements Callable<Integer>, HasImage {
  private static final int EXIT_HUNG = 3;
  private static final int MEMORY_BLOCKS = 2048;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Which scenarios.")
  private List<Scenario> scenarios = List.of();

  @Option(names = "--era", paramLabel = "ERA", description = "${COMPLETION-CANDIDATES}")
  private @Nullable Era era;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Give up after so many seconds and say where the thread is.")
  private @Nullable Integer timeout;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "The image file, made if it is not there (default: an image in memory).")
  private @Nullable Path image;

  @Override
  public Path imagePath() {
    return image == null ? Path.of("memory") : image;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.requirePositive("--timeout", timeout == null ? 1 : timeout);
    for (Scenario scenario : scenarios) {
      int code = play(scenario);
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  private int play(Scenario scenario) throws IOException {
    Set<Behaviour> behaviours = era == null ? scenario.behaviours() : era.behaviours();
    BlockDevice device = device();
    System.out.printf(
        "scenario %s (row %d) %s, image %s%n",
        scenario.id(),
        scenario.behaviour().row(),
        era == null
            ? "with rows " + rows(behaviours)
            : "in era " + era + " (rows " + era.rows() + ")",
        imagePath());
    ScenarioRun run =
        new ScenarioRun(scenario, device, behaviours, step -> System.out.println("  " + step));
    String hung = run.run(timeout == null ? null : Duration.ofSeconds(timeout));
    if (!hung.isEmpty()) {
      // The image stays open: closing it would wait for the locks of the thread that hangs.
      System.err.printf("sample-fs: %s hangs after %d s: %s%n", scenario.id(), timeout, hung);
      return EXIT_HUNG;
    }
    System.out.println("ended: it did not hang");
    return 0;
  }

  private static String rows(Set<Behaviour> behaviours) {
    return behaviours.stream()
        .map(behaviour -> Integer.toString(behaviour.row()))
        .collect(Collectors.joining(", "));
  }

  private BlockDevice device() throws IOException {
    if (image == null) {
      BlockDevice memory = new MemoryDevice(MEMORY_BLOCKS);
      FileSystem.format(memory);
      return memory;
    }
    ImageOptions options = new ImageOptions();
    options.path = image;
    options.size = ImageOptions.DEFAULT_SIZE;
    options.makeIfMissing();
    return options.open();
  }
}
