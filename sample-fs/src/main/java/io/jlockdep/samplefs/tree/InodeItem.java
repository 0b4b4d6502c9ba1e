package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the disk knows of an inode.
 *
 * @param mode the permission bits, nine of them
 * @param links names that it has; of a directory one
 * @param size bytes of a file, of the target of a symbolic link; 0 for a directory
 * @param noCow whether blocks of the file are overwritten in place, without checksums
 * @param modified nanoseconds since the epoch, of the contents
 * @param changed nanoseconds since the epoch, of anything
 * @param created nanoseconds since the epoch
 */
public record InodeItem(
    FileType type,
    int mode,
    int links,
    int owner,
    int group,
    long size,
    boolean noCow,
    long modified,
    long changed,
    long created) {
  private static final int BYTES = 4 * Integer.BYTES + 2 + 4 * Long.BYTES;

  byte[] encode() {
    return ByteBuffer.allocate(BYTES)
        .put((byte) type.ordinal())
        .put((byte) (noCow ? 1 : 0))
        .putInt(mode)
        .putInt(links)
        .putInt(owner)
        .putInt(group)
        .putLong(size)
        .putLong(modified)
        .putLong(changed)
        .putLong(created)
        .array();
  }

  /** Null if the bytes are no inode. */
  static @Nullable InodeItem decode(byte[] value) {
    if (value.length != BYTES || value[0] < 0 || value[0] >= FileType.values().length) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    FileType type = FileType.values()[in.get()];
    boolean noCow = in.get() != 0;
    return new InodeItem(
        type,
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getLong(),
        noCow,
        in.getLong(),
        in.getLong(),
        in.getLong());
  }

  /** The same inode with another number of names. */
  public InodeItem withLinks(int count) {
    return new InodeItem(type, mode, count, owner, group, size, noCow, modified, changed, created);
  }
}
