package io.jlockdep.samplefs.speed;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads write random blocks of one file, directly and within its end, each as fast as it can. The
 * file is there before: {@link #prepare} makes it.
 */
public final class DirectWrites {
  private static final String NAME = "speed";

  private DirectWrites() {}

  /** How a write is made durable, and so what it costs. */
  public enum Mode {
    /** Not at all: DIRECT alone. */
    DIRECT,
    /** DIRECT and DSYNC on a file with copy-on-write: the write, then a sync of the log. */
    DSYNC,
    /** DIRECT and DSYNC on a file without copy-on-write: the write itself goes through (FUA). */
    DSYNC_NOCOW;

    private Set<Kiocb.Flag> flags() {
      return this == DIRECT
          ? Set.of(Kiocb.Flag.DIRECT)
          : Set.of(Kiocb.Flag.DIRECT, Kiocb.Flag.DSYNC);
    }
  }

  /** Writes the file and makes it durable, through the page cache. */
  public static void prepare(FileSystem fileSystem, Mode mode, int blocks) throws IOException {
    try (OpenFile file = fileSystem.create(NAME, 0644, mode == Mode.DSYNC_NOCOW)) {
      ByteBuffer chunk = ByteBuffer.allocate(64 * BLOCK);
      for (int block = 0; block < blocks; block += 64) {
        chunk.clear().limit(Math.min(64, blocks - block) * BLOCK);
        file.write((long) block * BLOCK, chunk);
      }
    }
    fileSystem.sync();
  }

  /**
   * Writes for some time.
   *
   * @param seed of the blocks that are chosen
   * @throws IOException on a device error, or when the caller is interrupted
   */
  public static Measured run(
      FileSystem fileSystem, Mode mode, int threads, Duration time, long seed) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (OpenFile file = fileSystem.open(NAME)) {
      file.sync(); // the layout is durable: FUA may do for an overwrite
      long waitedBefore = file.inodeLockWaitNanos();
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Latencies>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Random random = new Random(seed + i);
        running.add(pool.submit(() -> write(file, mode, random, start, time.toNanos())));
      }
      long begin = System.nanoTime();
      start.countDown();
      Latencies all = new Latencies();
      for (Future<Latencies> one : running) {
        all.addAll(one.get());
      }
      long nanos = System.nanoTime() - begin;
      return all.measured(nanos, threads, file.inodeLockWaitNanos() - waitedBefore);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Latencies write(
      OpenFile file, Mode mode, Random random, CountDownLatch start, long nanos)
      throws IOException, InterruptedException {
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      buffer.putLong(i, random.nextLong());
    }
    int blocks = (int) (file.size() / BLOCK);
    Set<Kiocb.Flag> flags = mode.flags();
    Latencies latencies = new Latencies();
    start.await();
    long end = System.nanoTime() + nanos;
    for (long now = System.nanoTime(); now < end; ) {
      long pos = (long) random.nextInt(blocks) * BLOCK;
      long written = file.write(Kiocb.sync(pos, flags), buffer.clear());
      if (written != BLOCK) {
        throw new IOException("wrote " + written + " of " + BLOCK + " bytes at " + pos);
      }
      long after = System.nanoTime();
      latencies.add(after - now);
      now = after;
    }
    return latencies;
  }
}
