package io.jlockdep.samplefs.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A device that goes wrong when it is told to. */
public final class FaultyDevice implements BlockDevice {
  /** What goes wrong. */
  public enum Fault {
    /** Reads fail. */
    READ_EIO,
    /** Writes fail and leave the old contents. */
    WRITE_EIO,
    /** Writes fail because a thin disk is full. */
    WRITE_ENOSPC,
    /** Writes fail after the first half of their 512-byte sectors. */
    WRITE_TORN,
    /** Flushes fail. */
    FLUSH_EIO,
    /** Flushes return and have done nothing, and FUA is ignored: a disk that lies. */
    FLUSH_LOST
  }

  private final BlockDevice target;
  private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();

  public FaultyDevice(BlockDevice target) {
    this.target = target;
  }

  /** From now on this goes wrong; null for nothing. */
  public void fail(@Nullable Fault newFault) {
    fault.set(newFault);
  }

  @Override
  public long blocks() {
    return target.blocks();
  }

  @Override
  public void read(long block, ByteBuffer buffer) throws IOException {
    if (fault.get() == Fault.READ_EIO) {
      throw new IOException("input/output error reading block " + block);
    }
    target.read(block, buffer);
  }

  @Override
  public void write(long block, ByteBuffer buffer, boolean fua) throws IOException {
    Fault now = fault.get();
    if (now == Fault.WRITE_EIO) {
      throw new IOException("input/output error writing block " + block);
    } else if (now == Fault.WRITE_ENOSPC) {
      throw new IOException("no space left on the device writing block " + block);
    } else if (now == Fault.WRITE_TORN) {
      writeHalf(block, buffer);
      throw new IOException("input/output error half way through block " + block);
    }
    target.write(block, buffer, fua && now != Fault.FLUSH_LOST);
  }

  private void writeHalf(long block, ByteBuffer buffer) throws IOException {
    ByteBuffer mixed = AlignedBuffers.allocate(buffer.remaining());
    target.read(block, mixed);
    int half = buffer.remaining() / 2 / RecordingDevice.SECTOR * RecordingDevice.SECTOR;
    mixed.put(0, buffer, buffer.position(), half);
    target.write(block, mixed.flip(), false);
  }

  @Override
  public void flush() throws IOException {
    Fault now = fault.get();
    if (now == Fault.FLUSH_EIO) {
      throw new IOException("input/output error in a flush");
    } else if (now != Fault.FLUSH_LOST) {
      target.flush();
    }
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
