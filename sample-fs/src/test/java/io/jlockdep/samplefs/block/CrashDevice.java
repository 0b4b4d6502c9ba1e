package io.jlockdep.samplefs.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A device that remembers what a flush has made durable, and can say what a crash at this moment
 * may leave: that, and any part of what was written later, torn at 512 bytes.
 */
public final class CrashDevice implements BlockDevice {
  private static final int SECTOR = 512;

  private record Write(int offset, byte[] bytes) {
    void applyTo(byte[] image, int from, int to) {
      System.arraycopy(bytes, from, image, offset + from, to - from);
    }
  }

  private final byte[] current;
  private final byte[] durable;
  private final List<Write> pending = new ArrayList<>();
  private Runnable beforeWrite = () -> {};

  public CrashDevice(int blocks) {
    current = new byte[blocks * BLOCK];
    durable = new byte[blocks * BLOCK];
  }

  /** Called, under the monitor of the device, before each write takes effect. */
  public synchronized void beforeWrite(Runnable action) {
    beforeWrite = action;
  }

  @Override
  public long blocks() {
    return current.length / BLOCK;
  }

  @Override
  public synchronized void read(long block, ByteBuffer buffer) throws IOException {
    BlockRange.check(this, block, buffer);
    buffer.put(current, (int) block * BLOCK, buffer.remaining());
  }

  @Override
  public synchronized void write(long block, ByteBuffer buffer, boolean fua) throws IOException {
    BlockRange.check(this, block, buffer);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    Write write = new Write((int) block * BLOCK, bytes);
    pending.add(write);
    write.applyTo(current, 0, bytes.length);
    beforeWrite.run();
    if (fua) {
      pending.remove(write);
      write.applyTo(durable, 0, bytes.length);
    }
  }

  @Override
  public synchronized void flush() {
    for (Write write : pending) {
      write.applyTo(durable, 0, write.bytes().length);
    }
    pending.clear();
  }

  @Override
  public void close() {}

  /** What a crash now may leave. */
  public synchronized byte[] crash(Random random) {
    byte[] image = durable.clone();
    for (Write write : pending) {
      switch (random.nextInt(3)) {
        case 0 -> {}
        case 1 -> write.applyTo(image, 0, write.bytes().length);
        default -> {
          for (int at = 0; at < write.bytes().length; at += SECTOR) {
            if (random.nextBoolean()) {
              write.applyTo(image, at, at + SECTOR);
            }
          }
        }
      }
    }
    return image;
  }
}
