package io.jlockdep.samplefs.block;

import java.nio.ByteBuffer;

/**
 * Buffers that a direct transfer accepts: outside the heap, beginning at a multiple of the block
 * size.
 */
public final class AlignedBuffers {
  private AlignedBuffers() {}

  /** A zeroed buffer of at least one block; {@code bytes} is rounded up to whole blocks. */
  public static ByteBuffer allocate(int bytes) {
    int whole =
        Math.max(1, (bytes + BlockDevice.BLOCK - 1) / BlockDevice.BLOCK) * BlockDevice.BLOCK;
    ByteBuffer raw = ByteBuffer.allocateDirect(whole + BlockDevice.BLOCK);
    return raw.alignedSlice(BlockDevice.BLOCK).slice(0, whole);
  }

  /**
   * Whether a direct transfer may use the remaining bytes of the buffer: address and length are
   * whole blocks.
   */
  public static boolean isAligned(ByteBuffer buffer) {
    return buffer.isDirect()
        && buffer.remaining() % BlockDevice.BLOCK == 0
        && buffer.alignmentOffset(buffer.position(), BlockDevice.BLOCK) == 0;
  }
}
