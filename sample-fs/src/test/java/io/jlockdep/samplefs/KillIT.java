package io.jlockdep.samplefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any time leaves an image that is sound and can be used again. */
class KillIT {
  private static final long SEED = 20260921;

  @TempDir Path directory;

  @Test
  void aKilledProcessLeavesASoundImage() throws Exception {
    Random random = new Random(SEED);
    Path image = directory.resolve("image");
    try (ChildJvm mkfs = start("mkfs", "--image", image.toString(), "--size", "16M")) {
      assertThat(mkfs.awaitExit()).isZero();
    }
    for (int round = 0; round < 6; round++) {
      String workload = round % 2 == 0 ? "mixed" : "dsync";
      long target = generation(image) + 1 + random.nextInt(200);
      try (ChildJvm child =
          start(
              "run",
              "--era",
              "FIXED",
              "--workload",
              workload,
              "--image",
              image.toString(),
              "--ops",
              "10000000",
              "--seed",
              Long.toString(random.nextInt()))) {
        child.awaitWhileRunning(() -> generation(image) >= target, "generation " + target);
        child.kill();
      }
      try (ChildJvm fsck = start("fsck", "--image", image.toString())) {
        assertThat(fsck.awaitExit())
            .as("seed " + SEED + ", round " + round + ": " + fsck.output())
            .isZero();
      }
    }
    try (ChildJvm again =
        start(
            "run",
            "--era",
            "FIXED",
            "--workload",
            "mixed",
            "--image",
            image.toString(),
            "--ops",
            "300")) {
      assertThat(again.awaitExit()).as(again.output()).isZero();
    }
  }

  /** Of the newer superblock, read past the program. */
  private static long generation(Path image) {
    if (!Files.exists(image)) {
      return 0;
    }
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
      file.seek(24);
      long first = file.readLong();
      file.seek(4096 + 24);
      return Math.max(first, file.readLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildJvm start(String... arguments) throws IOException {
    return ChildJvm.start(directory.resolve("output"), arguments);
  }
}
