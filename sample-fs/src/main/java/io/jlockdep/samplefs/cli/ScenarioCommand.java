package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.scenario.Scenario;
import io.jlockdep.samplefs.scenario.ScenarioRun;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "scenario",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays one scenario ('scenarios' lists them) and prints what happens.",
      "In an era that has the bug it hangs, for real and for ever: that is what it is for. "
          + "With --timeout it gives up and ends with exit code 3."
    })
final class ScenarioCommand implements Callable<Integer>, HasImage {
  private static final int EXIT_HUNG = 3;

  @Parameters(paramLabel = "NAME", description = "Which scenario.")
  private Scenario scenario;

  @Option(
      names = "--era",
      required = true,
      paramLabel = "ERA",
      description = "${COMPLETION-CANDIDATES}")
  private Era era;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Give up after so many seconds and say where the thread is.")
  private @Nullable Integer timeout;

  @Mixin private final ImageOptions image = new ImageOptions();

  @Override
  public Path imagePath() {
    return image.path;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.requirePositive("--timeout", timeout == null ? 1 : timeout);
    image.makeIfMissing();
    System.out.printf(
        "scenario %s (row %d) in era %s (rows %s), image %s%n",
        scenario.id(), scenario.behaviour().row(), era, era.rows(), image.path);
    FileSystem fileSystem = FileSystem.mount(image.open(), era.behaviours());
    ScenarioRun run =
        new ScenarioRun(scenario, fileSystem, step -> System.out.println("  " + step));
    String hung = run.run(timeout == null ? null : Duration.ofSeconds(timeout));
    if (!hung.isEmpty()) {
      // The image stays open: closing it would wait for the locks of the thread that hangs.
      System.err.printf("sample-fs: %s hangs after %d s: %s%n", scenario.id(), timeout, hung);
      return EXIT_HUNG;
    }
    fileSystem.close();
    System.out.println("ended: it did not hang");
    return 0;
  }
}
