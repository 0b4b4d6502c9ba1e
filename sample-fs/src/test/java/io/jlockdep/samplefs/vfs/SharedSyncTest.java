package io.jlockdep.samplefs.vfs;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;
import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.block.RecordingDevice;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.IoWorkers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One sync of the log is enough for all who wait for it, and is never taken for a later one. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedSyncTest {
  private static final int WRITERS = 4;

  private final CountDownLatch transferred = new CountDownLatch(WRITERS);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void writersWhoseTransfersAreOverShareOneSync() throws Exception {
    RecordingDevice device = device();
    try (FileSystem fileSystem =
            FileSystem.mount(device, new History(Set.of(), this::reached), new IoWorkers());
        OpenFile file = fileSystem.create("f")) {
      file.write(0, blocks('a', WRITERS));
      fileSystem.sync();
      ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
      List<Future<Long>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        long pos = (long) i * BLOCK;
        writers.add(pool.submit(() -> file.write(pos, blocks('b', 1), DIRECT, DSYNC)));
      }
      transferred.await();
      int before = device.events();
      goOn.countDown();
      for (Future<Long> writer : writers) {
        assertThat(writer.get()).isEqualTo(BLOCK);
      }
      pool.shutdown();
      assertThat(barriers(device, before)).as("one flush and one superblock").isEqualTo(2);
    }
    assertThat(read(device, "f", WRITERS)).isEqualTo(blocks('b', WRITERS));
  }

  private void reached(History.Point point) {
    if (point == History.Point.BEFORE_SYNC) {
      transferred.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void whatIsOverwrittenInItsPlaceAfterASyncNeedsAnother() throws Exception {
    RecordingDevice device = device();
    try (FileSystem fileSystem = FileSystem.mount(device, Set.of());
        OpenFile file = fileSystem.create("f", 0644, true)) {
      file.write(0, blocks('a', 2));
      fileSystem.sync();
      file.sync();
      file.write(0, blocks('b', 1), DIRECT);
      file.sync();
      ByteBuffer found = read(device, "f", 1);
      assertThat(found).isEqualTo(blocks('b', 1));
    }
  }

  private static RecordingDevice device() throws IOException {
    MemoryDevice memory = new MemoryDevice(512);
    FileSystem.format(memory);
    return new RecordingDevice(memory);
  }

  private static int barriers(RecordingDevice device, int from) {
    int found = 0;
    for (int i = from; i < device.events(); i++) {
      found += device.isBarrier(i) ? 1 : 0;
    }
    return found;
  }

  /** What a crash now would leave of a file. */
  private static ByteBuffer read(RecordingDevice device, String name, int blocks)
      throws IOException {
    MemoryDevice left = new MemoryDevice(device.durableAfter(device.events()));
    try (FileSystem fileSystem = FileSystem.mount(left, Set.of());
        OpenFile file = fileSystem.open(name)) {
      ByteBuffer buffer = AlignedBuffers.allocate(blocks * BLOCK);
      file.read(0, buffer, DIRECT);
      return buffer.flip();
    }
  }

  private static ByteBuffer blocks(char letter, int count) {
    ByteBuffer buffer = AlignedBuffers.allocate(count * BLOCK);
    while (buffer.hasRemaining()) {
      buffer.put((byte) letter);
    }
    return buffer.flip();
  }
}
