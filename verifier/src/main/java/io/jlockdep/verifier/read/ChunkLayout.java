package io.jlockdep.verifier.read;

import java.nio.ByteBuffer;

/**
 * The parts of JFR's file format that are needed to find the whole events of a damaged file. A
 * chunk is a header of 68 bytes (big-endian) and events, each with its size first, as a number in
 * groups of seven bits. Seen on JDK 17 to 25 (format 2.0 and 2.1); JDK class {@code
 * jdk.jfr.internal.consumer.ChunkHeader} is the source.
 */
final class ChunkLayout {
  static final int HEADER_SIZE = 68;
  static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;
  static final int SIZE_AT = 8;
  static final int CHECKPOINT_AT = 16;
  static final int METADATA_AT = 24;
  static final int START_NANOS_AT = 32;
  static final int DURATION_NANOS_AT = 40;
  static final int START_TICKS_AT = 48;
  static final int TICKS_PER_SECOND_AT = 56;
  static final int STATE_AT = 64;
  static final int FLAGS_AT = 67;
  static final int COMPRESSED_INTS = 1;
  static final long METADATA_TYPE = 0;
  static final long CHECKPOINT_TYPE = 1;

  private ChunkLayout() {}

  /** Whether a header of a version that is known starts at {@code position}. */
  static boolean isHeaderAt(ByteBuffer buffer, int position) {
    return position + HEADER_SIZE <= buffer.limit()
        && buffer.getInt(position) == MAGIC
        && buffer.getShort(position + 4) == 2
        && (buffer.get(position + FLAGS_AT) & COMPRESSED_INTS) != 0;
  }

  /** The number at the buffer's position; -1 if the buffer ends within it. */
  static long number(ByteBuffer buffer) {
    long value = 0;
    for (int group = 0; group < 9; group++) {
      if (!buffer.hasRemaining()) {
        return -1;
      }
      long bits = buffer.get() & 0xff;
      if (group == 8) {
        return value | bits << 56;
      }
      value |= (bits & 0x7f) << (7 * group);
      if (bits < 0x80) {
        return value;
      }
    }
    return value;
  }
}
