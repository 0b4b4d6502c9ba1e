package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C, as btrfs uses it for data and metadata. */
public final class Checksums {
  private Checksums() {}

  /** Of the bytes {@code [from, to)} of the buffer; its position and limit stay as they are. */
  public static int crc32c(ByteBuffer buffer, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().limit(to).position(from));
    return (int) crc.getValue();
  }
}
