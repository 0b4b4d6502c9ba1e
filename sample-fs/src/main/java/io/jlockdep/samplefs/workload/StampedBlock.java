package io.jlockdep.samplefs.workload;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.tree.Checksums;
import java.nio.ByteBuffer;

/**
 * A block of data that says what it is: which file, which block of it, which version of its
 * contents, and a checksum over all of it. A block that was never written reads as zeros and counts
 * as version 0.
 *
 * <pre>0 magic long | 8 file int | 16 block long | 24 version long | 32 filling | 4088 crc32c int
 * </pre>
 */
final class StampedBlock {
  private static final int SIZE = BlockDevice.BLOCK;
  private static final int CRC_AT = SIZE - 8;
  private static final long MAGIC = 0x53544D5044424C4BL; // "STMPDBLK"

  private StampedBlock() {}

  /** Fills the block at {@code offset} of the buffer. */
  static void write(ByteBuffer buffer, int offset, int file, long block, long version) {
    buffer.putLong(offset, MAGIC).putInt(offset + 8, file).putInt(offset + 12, 0);
    buffer.putLong(offset + 16, block).putLong(offset + 24, version);
    long state = MAGIC ^ (version * 0x9E3779B97F4A7C15L) ^ (block << 20) ^ file;
    for (int i = 32; i < CRC_AT; i += 8) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      buffer.putLong(offset + i, state);
    }
    buffer.putLong(
        offset + CRC_AT, Checksums.crc32c(buffer, offset, offset + CRC_AT) & 0xFFFFFFFFL);
  }

  /**
   * The version of the block at {@code offset} of the buffer; 0 if it is all zeros.
   *
   * @throws VerificationException if it is another block, or torn, or damaged
   */
  static long check(ByteBuffer buffer, int offset, int file, long block) {
    if (buffer.getLong(offset) != MAGIC) {
      for (int i = 0; i < SIZE; i += 8) {
        if (buffer.getLong(offset + i) != 0) {
          throw new VerificationException(where(file, block) + " holds neither our data nor zeros");
        }
      }
      return 0;
    }
    long crc = Checksums.crc32c(buffer, offset, offset + CRC_AT) & 0xFFFFFFFFL;
    if (buffer.getLong(offset + CRC_AT) != crc) {
      throw new VerificationException(where(file, block) + " is torn or damaged (wrong checksum)");
    }
    if (buffer.getInt(offset + 8) != file || buffer.getLong(offset + 16) != block) {
      throw new VerificationException(
          where(file, block)
              + " holds the data of "
              + where(buffer.getInt(offset + 8), buffer.getLong(offset + 16)));
    }
    return buffer.getLong(offset + 24);
  }

  static String where(int file, long block) {
    return "file #" + file + ", block " + block;
  }
}
