package io.jlockdep.samplefs.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A device on which every transfer and every flush takes the same time, and which works on so many
 * of them at once. Throughput then depends on how many a program keeps under way, and on nothing
 * else: what locks cost becomes visible.
 */
public final class FixedLatencyDevice implements BlockDevice {
  private final BlockDevice target;
  private final long latencyNanos;
  private final Semaphore slots;

  /**
   * @param latencyNanos how long a transfer takes at least
   * @param queueDepth how many are worked on at once; the others wait
   */
  public FixedLatencyDevice(BlockDevice target, long latencyNanos, int queueDepth) {
    this.target = target;
    this.latencyNanos = latencyNanos;
    this.slots = new Semaphore(queueDepth);
  }

  private interface Transfer {
    void run() throws IOException;
  }

  private void take(Transfer transfer) throws IOException {
    slots.acquireUninterruptibly();
    try {
      long end = System.nanoTime() + latencyNanos;
      transfer.run();
      boolean interrupted = false;
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    } finally {
      slots.release();
    }
  }

  @Override
  public long blocks() {
    return target.blocks();
  }

  @Override
  public void read(long block, ByteBuffer buffer) throws IOException {
    take(() -> target.read(block, buffer));
  }

  @Override
  public void write(long block, ByteBuffer buffer, boolean fua) throws IOException {
    take(() -> target.write(block, buffer, fua));
  }

  @Override
  public void flush() throws IOException {
    take(target::flush);
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
