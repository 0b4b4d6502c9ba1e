package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.workload.Summary;
import io.jlockdep.samplefs.workload.WorkloadName;
import io.jlockdep.samplefs.workload.WorkloadRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs a workload and verifies all data, also after a remount.",
      "In era E2020_IOMAP the threads of a workload with DSYNC writes hang, for real and for ever."
    })
final class RunCommand implements Callable<Integer>, HasImage {
  @Option(
      names = "--era",
      required = true,
      paramLabel = "ERA",
      description = "${COMPLETION-CANDIDATES}")
  private Era era;

  @Option(
      names = "--workload",
      required = true,
      paramLabel = "NAME",
      description = "dsync, mixed or read.")
  private WorkloadName workload;

  @Option(
      names = "--threads",
      defaultValue = "4",
      description = "Threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--ops",
      defaultValue = "1500",
      description = "Operations, of all threads together (default: ${DEFAULT-VALUE}).")
  private long operations;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of everything that is random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final ImageOptions image = new ImageOptions();

  @Override
  public Path imagePath() {
    return image.path;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.requirePositive("--threads", threads);
    Arguments.requirePositive("--ops", operations);
    image.makeIfMissing();
    System.out.printf(
        "era %s (rows %s), workload %s, %d threads, %d operations, image %s, seed %d%n",
        era, era.rows(), workload.id(), threads, operations, image.path, seed);
    if (era.behaviours().contains(Behaviour.SYNC_UNDER_LOCK) && workload != WorkloadName.READ) {
      System.out.println("in this era each thread hangs for ever at its first direct DSYNC write");
    }
    Summary summary =
        new WorkloadRun(image::open, workload, era.behaviours(), threads, operations, seed).run();
    System.out.printf(
        "done in %s: %d operations, %s written, %s read, %d refused (EAGAIN)%n",
        Text.seconds(summary.nanos()),
        summary.operations(),
        Text.bytes(summary.bytesWritten()),
        Text.bytes(summary.bytesRead()),
        summary.wouldBlock());
    System.out.printf(
        "verified: %d blocks by checksum and version, also after a remount; fsck clean%n",
        summary.blocksVerified());
    return 0;
  }
}
