package io.jlockdep.samplefs.block;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A disk of 4096-byte blocks with a volatile write cache: what was written is on stable storage
 * only after a {@link #flush} that was issued after the write had returned, or when the write
 * itself asked for {@code fua}.
 *
 * <p>All methods may be called by several threads at once. A buffer belongs to the caller; the
 * device works on the bytes between its position and its limit, which must be a whole number of
 * blocks, and leaves the position at the limit. For an image on disk the buffer must come from
 * {@link AlignedBuffers}.
 */
public interface BlockDevice extends Closeable {
  /** Bytes in a block; also the alignment that direct IO needs. */
  int BLOCK = 4096;

  /** How many blocks the device has. */
  long blocks();

  /**
   * Reads blocks.
   *
   * @throws IOException on a device error, or when the range does not lie on the device
   */
  void read(long block, ByteBuffer buffer) throws IOException;

  /**
   * Writes blocks.
   *
   * @param fua "force unit access": return only when these blocks are on stable storage
   * @throws IOException on a device error, or when the range does not lie on the device
   */
  void write(long block, ByteBuffer buffer, boolean fua) throws IOException;

  /** Returns when every write that returned before this call is on stable storage. */
  void flush() throws IOException;

  @Override
  void close() throws IOException;
}
