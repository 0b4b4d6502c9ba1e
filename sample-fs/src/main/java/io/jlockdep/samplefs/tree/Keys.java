package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keys of the trees: eight bytes of an owner, one byte of a kind, and a tail. They are compared as
 * unsigned bytes, so that everything of one inode lies together, in the order of the kinds, and
 * within a kind in the order of the tail (a name, or a number with its highest byte first).
 *
 * <pre>
 * file tree      (0,     ORPHAN,  inode)  -> nothing       an inode without a name, to be deleted by the next mount
 *                (inode, INODE)           -> InodeItem
 *                (inode, SYMLINK)         -> target
 *                (inode, XATTR,   name)   -> value
 *                (inode, ENTRY,   name)   -> inode, long   an entry of a directory
 *                (inode, EXTENT,  block)  -> Extent
 * checksum tree  (0,     CHECKSUM, disk)  -> crc32c, int   of one block of data
 * </pre>
 */
final class Keys {
  static final byte ORPHAN = 1;
  static final byte INODE = 2;
  static final byte SYMLINK = 3;
  static final byte XATTR = 4;
  static final byte ENTRY = 5;
  static final byte EXTENT = 6;
  static final byte CHECKSUM = 7;

  private static final int TAIL_AT = Long.BYTES + 1;

  private Keys() {}

  static byte[] of(long owner, byte kind) {
    return ByteBuffer.allocate(TAIL_AT).putLong(owner).put(kind).array();
  }

  static byte[] of(long owner, byte kind, long tail) {
    return ByteBuffer.allocate(TAIL_AT + Long.BYTES).putLong(owner).put(kind).putLong(tail).array();
  }

  static byte[] of(long owner, byte kind, String tail) {
    byte[] bytes = tail.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(TAIL_AT + bytes.length).putLong(owner).put(kind).put(bytes).array();
  }

  /** The first key behind everything of this owner and kind. */
  static byte[] after(long owner, byte kind) {
    return of(owner, (byte) (kind + 1));
  }

  static long owner(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  static byte kind(byte[] key) {
    return key[Long.BYTES];
  }

  static boolean is(byte[] key, long owner, byte kind) {
    return kind(key) == kind && owner(key) == owner;
  }

  /** Whether the key can be one of ours at all. */
  static boolean isWellFormed(byte[] key) {
    return key.length >= TAIL_AT
        && switch (kind(key)) {
          case INODE, SYMLINK -> key.length == TAIL_AT;
          case ORPHAN, EXTENT, CHECKSUM -> key.length == TAIL_AT + Long.BYTES;
          case XATTR, ENTRY -> key.length > TAIL_AT;
          default -> false;
        };
  }

  static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong(TAIL_AT);
  }

  static String name(byte[] key) {
    return new String(key, TAIL_AT, key.length - TAIL_AT, StandardCharsets.UTF_8);
  }

  static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }
}
