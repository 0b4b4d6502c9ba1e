package io.jlockdep.samplefs.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Changes that reach the disk together or not at all. A transaction joins the running one of the
 * whole filesystem; a commit waits until everybody who joined has closed, and lets nobody join
 * while it notes what to write. So a thread must not start one while it has another one open.
 */
public final class Transaction implements AutoCloseable {
  private final Metadata metadata;

  Transaction(Metadata metadata) {
    this.metadata = metadata;
  }

  /** Makes a new inode number. */
  public long newInode() {
    synchronized (metadata.treeLock) {
      return metadata.takeInodeNumber();
    }
  }

  public void putInode(long inode, InodeItem item) {
    synchronized (metadata.treeLock) {
      metadata.files.put(Keys.of(inode, Keys.INODE), item.encode());
    }
  }

  /** Removes an inode with all that belongs to it. It has no names any more. */
  public void removeInode(long inode) {
    synchronized (metadata.treeLock) {
      ExtentItems.remove(
          metadata.files, inode, 0, Long.MAX_VALUE, extent -> metadata.dropData(extent));
      for (BTree.Item item :
          metadata.files.range(Keys.of(inode, Keys.INODE), Keys.after(inode, Keys.EXTENT))) {
        metadata.files.remove(item.key());
      }
      metadata.files.remove(Keys.of(0, Keys.ORPHAN, inode));
      metadata.noteNamesChanged(inode);
    }
  }

  /** Notes that the inode has no name but is still open. */
  public void addOrphan(long inode) {
    synchronized (metadata.treeLock) {
      metadata.files.put(Keys.of(0, Keys.ORPHAN, inode), new byte[0]);
    }
  }

  /** Gives an inode a name, in place of the inode that had it. */
  public void putEntry(long directory, String name, long inode) {
    synchronized (metadata.treeLock) {
      metadata.files.put(
          Keys.of(directory, Keys.ENTRY, name),
          ByteBuffer.allocate(Long.BYTES).putLong(inode).array());
      metadata.noteNamesChanged(directory);
      metadata.noteNamesChanged(inode);
    }
  }

  public void removeEntry(long directory, String name, long inode) {
    synchronized (metadata.treeLock) {
      metadata.files.remove(Keys.of(directory, Keys.ENTRY, name));
      metadata.noteNamesChanged(directory);
      metadata.noteNamesChanged(inode);
    }
  }

  public void putSymlink(long inode, String target) {
    synchronized (metadata.treeLock) {
      metadata.files.put(Keys.of(inode, Keys.SYMLINK), target.getBytes(StandardCharsets.UTF_8));
      metadata.noteNamesChanged(inode);
    }
  }

  public void putXattr(long inode, String name, byte[] value) {
    synchronized (metadata.treeLock) {
      metadata.files.put(Keys.of(inode, Keys.XATTR, name), value.clone());
      metadata.noteNamesChanged(inode);
    }
  }

  public boolean removeXattr(long inode, String name) {
    synchronized (metadata.treeLock) {
      metadata.noteNamesChanged(inode);
      return metadata.files.remove(Keys.of(inode, Keys.XATTR, name));
    }
  }

  /**
   * Puts an extent into a file, in place of what was there.
   *
   * @param crcs the checksum of each block; empty if the extent has none
   * @param limit blocks of the file from here on no longer exist (a truncate came first); the part
   *     of the extent behind it is dropped
   */
  public void map(BlockMap map, long block, Extent extent, int[] crcs, long limit) {
    synchronized (metadata.treeLock) {
      int kept = (int) Math.max(0, Math.min(extent.count(), limit - block));
      if (kept < extent.count()) {
        metadata.space().drop(extent.disk() + kept, extent.count() - kept);
      }
      if (kept == 0) {
        return;
      }
      Extent part = extent.part(0, kept);
      // What stays in its place (an unwritten extent is written, or the other way) is not dropped.
      ExtentItems.remove(
          metadata.files, map.inode(), block, block + kept, old -> metadata.dropUnless(part, old));
      ExtentItems.add(metadata.files, map.inode(), block, part);
      for (int i = 0; i < kept && crcs.length > 0; i++) {
        metadata.putChecksum(part.disk() + i, crcs[i]);
      }
      map.noteChanged(block, block + kept, metadata.transactionNumber());
    }
  }

  /** Makes a hole of the blocks {@code [from, to)}. */
  public void punch(BlockMap map, long from, long to) {
    synchronized (metadata.treeLock) {
      long end = Math.min(to, ExtentItems.end(metadata.files, map.inode()));
      if (from < end) {
        ExtentItems.remove(
            metadata.files, map.inode(), from, end, extent -> metadata.dropData(extent));
        map.noteChanged(from, end, metadata.transactionNumber());
      }
    }
  }

  /** Lets go of the running transaction. */
  @Override
  public void close() {
    metadata.leave();
  }
}
