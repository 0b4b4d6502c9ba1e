package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.FixedLatencyDevice;
import io.jlockdep.samplefs.block.ImageFileDevice;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.speed.DirectWrites;
import io.jlockdep.samplefs.speed.Measured;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Measures 4 KiB random direct writes within the end of one file and prints a line of CSV for each run.",
      "On a device of fixed latency in memory, or with --image in an image file, which is made for "
          + "this and deleted."
    })
final class SpeedCommand implements Callable<Integer>, HasImage {
  private static final int BLOCKS = 1 << 15;
  private static final int CHUNK_BLOCKS = 256;
  private static final int FILE_BLOCKS = 4096;

  @Option(
      names = "--eras",
      split = ",",
      defaultValue = "E2020_EXCLUSIVE,FIXED",
      paramLabel = "ERA",
      description = "Eras (default: ${DEFAULT-VALUE}).")
  private List<Era> eras = List.of();

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "DIRECT,DSYNC,DSYNC_NOCOW",
      paramLabel = "MODE",
      description = "Kinds of writes: ${COMPLETION-CANDIDATES} (default: all).")
  private List<DirectWrites.Mode> modes = List.of();

  @Option(
      names = "--threads",
      split = ",",
      defaultValue = "1,2,4,8,16",
      paramLabel = "N",
      description = "Numbers of threads (default: ${DEFAULT-VALUE}).")
  private List<Integer> threads = List.of();

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Runs of each, round by round (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--millis",
      defaultValue = "1000",
      description = "Length of a run (default: ${DEFAULT-VALUE}).")
  private int millis;

  @Option(
      names = "--latency",
      defaultValue = "5000",
      paramLabel = "MICROS",
      description =
          "What a transfer or flush takes on the device in memory (default: ${DEFAULT-VALUE}).")
  private int latency;

  @Option(
      names = "--queue-depth",
      defaultValue = "16",
      paramLabel = "N",
      description = "How many transfers that device works on at once (default: ${DEFAULT-VALUE}).")
  private int queueDepth;

  @Option(names = "--image", paramLabel = "FILE", description = "An image file, instead.")
  private @Nullable Path image;

  @Override
  public Path imagePath() {
    return image == null ? Path.of("memory") : image;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.requirePositive("--runs", runs);
    Arguments.requirePositive("--millis", millis);
    Arguments.requirePositive("--latency", latency);
    Arguments.requirePositive("--queue-depth", queueDepth);
    threads.forEach(n -> Arguments.requirePositive("--threads", n));
    makeImage();
    System.out.println(
        "device,mode,era,threads,run,operations,seconds,per_second,p50_us,p99_us,lock_wait");
    try {
      round(0, Math.max(1, millis / 5)); // warms up: not printed
      for (int run = 1; run <= runs; run++) {
        round(run, millis);
      }
    } finally {
      if (image != null) {
        Files.deleteIfExists(image);
      }
    }
    return 0;
  }

  /**
   * An image whose every block was written once: the host gives blocks to a sparse file at the
   * first write, and that shall not be measured.
   */
  private void makeImage() throws IOException {
    if (image == null) {
      return;
    }
    if (Files.exists(image)) {
      throw new IOException("the file exists; it would be overwritten and deleted");
    }
    try (BlockDevice device = ImageFileDevice.create(image, BLOCKS)) {
      ByteBuffer zeros = AlignedBuffers.allocate(CHUNK_BLOCKS * BlockDevice.BLOCK);
      for (long block = 0; block < BLOCKS; block += CHUNK_BLOCKS) {
        device.write(block, zeros.clear(), false);
      }
    }
  }

  private void round(int run, int length) throws IOException {
    for (DirectWrites.Mode mode : modes) {
      for (int count : threads) {
        for (Era era : eras) {
          Measured measured = measure(era, mode, count, Duration.ofMillis(length), run);
          if (run > 0) {
            print(mode, era, count, run, measured);
          }
        }
      }
    }
  }

  private Measured measure(Era era, DirectWrites.Mode mode, int count, Duration length, int run)
      throws IOException {
    BlockDevice made = image == null ? new MemoryDevice(BLOCKS) : ImageFileDevice.open(image);
    FileSystem.format(made);
    try (FileSystem fileSystem = FileSystem.mount(made, Set.of())) {
      DirectWrites.prepare(fileSystem, mode, FILE_BLOCKS);
    }
    BlockDevice device =
        image == null
            ? new FixedLatencyDevice(made, TimeUnit.MICROSECONDS.toNanos(latency), queueDepth)
            : ImageFileDevice.open(image);
    try (FileSystem fileSystem = FileSystem.mount(device, era.behaviours())) {
      return DirectWrites.run(fileSystem, mode, count, length, run);
    }
  }

  private void print(DirectWrites.Mode mode, Era era, int count, int run, Measured measured) {
    System.out.printf(
        Locale.ROOT,
        "%s,%s,%s,%d,%d,%d,%.3f,%.1f,%.1f,%.1f,%.4f%n",
        image == null ? "latency" : "image",
        mode,
        era,
        count,
        run,
        measured.operations(),
        measured.nanos() / 1e9,
        measured.perSecond(),
        measured.medianNanos() / 1e3,
        measured.p99Nanos() / 1e3,
        measured.lockWait());
    System.out.flush();
  }
}
