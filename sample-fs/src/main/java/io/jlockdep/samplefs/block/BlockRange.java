package io.jlockdep.samplefs.block;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Argument checks that every device makes. */
final class BlockRange {
  private BlockRange() {}

  static void check(BlockDevice device, long block, ByteBuffer buffer) throws IOException {
    int bytes = buffer.remaining();
    if (bytes % BlockDevice.BLOCK != 0) {
      throw new IOException("transfer of " + bytes + " bytes is not a whole number of blocks");
    }
    long end = block + bytes / BlockDevice.BLOCK;
    if (block < 0 || end > device.blocks()) {
      throw new IOException(
          "blocks "
              + block
              + ".."
              + end
              + " do not lie on a device of "
              + device.blocks()
              + " blocks");
    }
  }
}
