package io.jlockdep.samplefs.workload;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.ImageFileDevice;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 3, unit = MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkloadRunTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everythingAtOnceIsRightUnderStress(long seed) throws IOException {
    MemoryDevice device = formatted(4096);
    Summary summary =
        new WorkloadRun(() -> device, WorkloadName.MIXED, Set.of(), 6, 12_000, seed).run();
    assertThat(summary.operations()).as("seed " + seed).isGreaterThan(10_000);
    assertThat(summary.blocksVerified()).as("seed " + seed).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @EnumSource
  void everyWorkloadIsRightOnAnImage(WorkloadName name) throws IOException {
    Path path = directory.resolve("image");
    try (BlockDevice device = ImageFileDevice.create(path, 4096)) {
      FileSystem.format(device);
    }
    Summary summary =
        new WorkloadRun(() -> ImageFileDevice.open(path), name, Era.FIXED.behaviours(), 4, 200, 7)
            .run();
    assertThat(summary.operations()).isGreaterThanOrEqualTo(200);
    assertThat(summary.blocksVerified()).isPositive();
  }

  @Test
  void dioSemAloneDoesNotHang() throws IOException {
    MemoryDevice device = formatted(4096);
    Set<Behaviour> only = Set.of(Behaviour.DIO_SEM);
    Summary summary = new WorkloadRun(() -> device, WorkloadName.DSYNC, only, 4, 400, 1).run();
    assertThat(summary.bytesWritten()).isEqualTo(400 * 4096L);
  }

  @Test
  void aSmallImageDoesNotRunFull() throws IOException {
    MemoryDevice device = formatted(300);
    new WorkloadRun(() -> device, WorkloadName.DSYNC, Set.of(), 3, 600, 1).run();
    assertThat(device.blocks()).isEqualTo(300);
  }

  @Test
  void aDeviceThatLosesAWriteIsFoundOut() throws IOException {
    MemoryDevice device = formatted(4096);
    BlockDevice lossy = new LossyDevice(device);
    assertThatThrownBy(
            () -> new WorkloadRun(() -> lossy, WorkloadName.READ, Set.of(), 2, 50, 1).run())
        .hasMessageContaining("wrong checksum");
  }

  private static MemoryDevice formatted(int blocks) throws IOException {
    MemoryDevice device = new MemoryDevice(blocks);
    FileSystem.format(device);
    return device;
  }

  /** Writes that are longer than a block lose their last byte. */
  private record LossyDevice(MemoryDevice target) implements BlockDevice {
    @Override
    public long blocks() {
      return target.blocks();
    }

    @Override
    public void read(long block, ByteBuffer buffer) throws IOException {
      target.read(block, buffer);
    }

    @Override
    public void write(long block, ByteBuffer buffer, boolean fua) throws IOException {
      if (buffer.remaining() > 8 * BLOCK) {
        ByteBuffer copy = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        copy.put(copy.limit() - 1, (byte) ~copy.get(copy.limit() - 1));
        target.write(block, copy, fua);
      } else {
        target.write(block, buffer, fua);
      }
    }

    @Override
    public void flush() {
      target.flush();
    }

    @Override
    public void close() {
      target.close();
    }
  }
}
