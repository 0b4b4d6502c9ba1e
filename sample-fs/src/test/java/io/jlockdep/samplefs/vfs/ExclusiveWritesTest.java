package io.jlockdep.samplefs.vfs;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.NOWAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.history.Era;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IoWorkers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two direct writes of one file, within its end. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExclusiveWritesTest {
  @Test
  void sharedTheyRunSideBySide() throws Exception {
    assertThat(writeDuringAnother(Era.FIXED)).isEqualTo(BLOCK);
  }

  @Test
  void exclusiveTheyDoNot() throws Exception {
    assertThat(writeDuringAnother(Era.E2020_EXCLUSIVE)).isEqualTo(Errno.EAGAIN);
  }

  /** What a write that must not wait returns while another one is under way. */
  private static long writeDuringAnother(Era era) throws Exception {
    MemoryDevice device = new MemoryDevice(512);
    FileSystem.format(device);
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    History history =
        new History(
            era.behaviours(),
            point -> {
              if (point == History.Point.MAPPED
                  && Thread.currentThread().getName().equals("first")) {
                underWay.countDown();
                awaitUnchecked(goOn);
              }
            });
    try (FileSystem fileSystem = FileSystem.mount(device, history, new IoWorkers());
        OpenFile file = fileSystem.create("f")) {
      file.write(0, AlignedBuffers.allocate(2 * BLOCK));
      fileSystem.sync();
      file.read(0, AlignedBuffers.allocate(BLOCK), DIRECT);
      Thread first =
          new Thread(
              () -> {
                try {
                  file.write(0, AlignedBuffers.allocate(BLOCK), DIRECT);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              "first");
      first.start();
      underWay.await();
      long second = file.write(BLOCK, AlignedBuffers.allocate(BLOCK), DIRECT, NOWAIT);
      goOn.countDown();
      first.join();
      return second;
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
