package io.jlockdep.samplefs.block;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A device in memory. A flush has nothing to do: nothing outlives the process. */
public final class MemoryDevice implements BlockDevice {
  private final byte[] bytes;

  public MemoryDevice(int blocks) {
    this.bytes = new byte[Math.multiplyExact(blocks, BLOCK)];
  }

  /** A device that begins as a copy of {@code image}. */
  public MemoryDevice(byte[] image) {
    this.bytes = image.clone();
  }

  @Override
  public long blocks() {
    return bytes.length / BLOCK;
  }

  @Override
  public synchronized void read(long block, ByteBuffer buffer) throws IOException {
    BlockRange.check(this, block, buffer);
    buffer.put(bytes, Math.toIntExact(block * BLOCK), buffer.remaining());
  }

  @Override
  public synchronized void write(long block, ByteBuffer buffer, boolean fua) throws IOException {
    BlockRange.check(this, block, buffer);
    buffer.get(bytes, Math.toIntExact(block * BLOCK), buffer.remaining());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** A copy of what the device holds. */
  public synchronized byte[] contents() {
    return bytes.clone();
  }
}
