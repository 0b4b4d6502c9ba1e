package io.jlockdep.samplefs.workload;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;
import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.CrashDevice;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.tree.ImageCheck;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {
  private static final int FILE_BLOCKS = 6;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aSyncedVersionSurvivesACrashAtAnyMoment(long seed) throws IOException {
    Random random = new Random(seed);
    CrashDevice device = new CrashDevice(512);
    FileSystem.format(device);
    FileSystem fileSystem = FileSystem.mount(device, Era.FIXED.behaviours());
    OpenFile file = fileSystem.create("f");
    long[] written = new long[FILE_BLOCKS];
    long[] synced = new long[FILE_BLOCKS];
    device.beforeWrite(() -> checkCrash(device.crash(random), synced, written, "seed " + seed));
    for (long version = 1; version <= 300; version++) {
      int block = random.nextInt(FILE_BLOCKS);
      ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
      StampedBlock.write(buffer, 0, 0, block, version);
      written[block] = version;
      long pos = (long) block * BLOCK;
      switch (random.nextInt(3)) {
        case 0 -> file.write(pos, buffer);
        case 1 -> file.write(pos, buffer, DIRECT);
        default -> {
          file.write(pos, buffer, DIRECT, DSYNC);
          System.arraycopy(written, 0, synced, 0, FILE_BLOCKS);
        }
      }
      checkCrash(device.crash(random), synced, written, "seed " + seed + ", version " + version);
    }
    fileSystem.close();
  }

  private static void checkCrash(byte[] image, long[] synced, long[] written, String when) {
    try {
      assertThat(ImageCheck.check(new MemoryDevice(image)).problems()).as(when).isEmpty();
      try (FileSystem after = FileSystem.mount(new MemoryDevice(image), Era.FIXED.behaviours())) {
        for (int block = 0; block < FILE_BLOCKS; block++) {
          ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
          if (after.list().contains("f")) {
            after.open("f").read((long) block * BLOCK, buffer, DIRECT);
          }
          long version = StampedBlock.check(buffer, 0, 0, block);
          assertThat(version)
              .as(when + ", block " + block)
              .isBetween(synced[block], written[block]);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(when, e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void theImageIsSoundAfterACrashInTheMiddleOfEverything(long seed) throws IOException {
    Random random = new Random(seed);
    CrashDevice device = new CrashDevice(4096);
    FileSystem.format(device);
    List<byte[]> crashes = new ArrayList<>();
    device.beforeWrite(
        () -> {
          if (crashes.size() < 60 && random.nextInt(16) == 0) {
            crashes.add(device.crash(random));
          }
        });
    new WorkloadRun(() -> device, WorkloadName.MIXED, Era.FIXED.behaviours(), 4, 800, seed).run();
    assertThat(crashes).as("seed " + seed).hasSizeGreaterThan(20);
    for (byte[] image : crashes) {
      assertThat(ImageCheck.check(new MemoryDevice(image)).problems()).as("seed " + seed).isEmpty();
      FileSystem.mount(new MemoryDevice(image), Era.FIXED.behaviours()).close();
    }
  }
}
