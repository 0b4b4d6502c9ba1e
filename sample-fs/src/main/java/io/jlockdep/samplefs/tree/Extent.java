package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a file that is one run on the disk, or a hole.
 *
 * @param disk first disk block; 0 for a hole
 * @param count blocks
 */
public record Extent(Kind kind, long disk, int count) {
  /** What a stretch is. The order is that of the codes on the disk. */
  public enum Kind {
    /** Nothing: reads as zeros. In the file tree no entry stands for it; in the log one does. */
    HOLE,
    /** Has a place but was never written: reads as zeros. */
    UNWRITTEN,
    DATA
  }

  /** Blocks of one extent at most. */
  static final int MAX_COUNT = 1 << 20;

  private static final int BYTES = 1 + Long.BYTES + Integer.BYTES;

  static Extent hole(int count) {
    return new Extent(Kind.HOLE, 0, count);
  }

  public boolean isHole() {
    return kind == Kind.HOLE;
  }

  public boolean isData() {
    return kind == Kind.DATA;
  }

  /** The part of it from block {@code from} to {@code to}, counted from its beginning. */
  Extent part(int from, int to) {
    return new Extent(kind, isHole() ? 0 : disk + from, to - from);
  }

  /** Whether {@code next}, behind this one in the file, continues it on the disk. */
  boolean continuesWith(Extent next) {
    return kind == next.kind
        && (isHole() || disk + count == next.disk)
        && count + next.count <= MAX_COUNT;
  }

  byte[] encode() {
    return ByteBuffer.allocate(BYTES)
        .put((byte) kind.ordinal())
        .putLong(disk)
        .putInt(count)
        .array();
  }

  /** Null if the bytes are no extent. */
  static @Nullable Extent decode(byte[] value) {
    if (value.length != BYTES || value[0] < 0 || value[0] >= Kind.values().length) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    Extent extent = new Extent(Kind.values()[in.get()], in.getLong(), in.getInt());
    return extent.count <= 0 || extent.count > MAX_COUNT || extent.disk < 0 ? null : extent;
  }
}
