package io.jlockdep.samplefs.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.tree.ImageCheck;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectWritesTest {
  @ParameterizedTest
  @EnumSource(DirectWrites.Mode.class)
  void writesAreCountedAndLeaveASoundImage(DirectWrites.Mode mode) throws IOException {
    for (Era era : new Era[] {Era.E2020_EXCLUSIVE, Era.FIXED}) {
      MemoryDevice device = new MemoryDevice(1024);
      FileSystem.format(device);
      try (FileSystem fileSystem = FileSystem.mount(device, Set.of())) {
        DirectWrites.prepare(fileSystem, mode, 100);
      }
      try (FileSystem fileSystem = FileSystem.mount(device, era.behaviours())) {
        Measured measured = DirectWrites.run(fileSystem, mode, 3, Duration.ofMillis(50), 1);
        assertThat(measured.operations()).isPositive();
        assertThat(measured.p99Nanos()).isGreaterThanOrEqualTo(measured.medianNanos());
        assertThat(measured.lockWait()).isBetween(0.0, 1.0);
        assertThat(fileSystem.stat("speed").item().size()).isEqualTo(100 * 4096);
      }
      assertThat(ImageCheck.check(device).problems()).isEmpty();
    }
  }

  @Test
  void aQuantileIsAValueThatSoManyDoNotExceed() {
    long[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assertThat(Latencies.quantile(sorted, 0.5)).isEqualTo(5);
    assertThat(Latencies.quantile(sorted, 0.99)).isEqualTo(10);
    assertThat(Latencies.quantile(sorted, 0.01)).isEqualTo(1);
    assertThat(Latencies.quantile(new long[0], 0.5)).isZero();
  }
}
