package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.tree.InodeItem;

/**
 * What is known about a file without reading it.
 *
 * @param inode its number
 * @param item its attributes
 * @param blocks of 4 KiB that it has on the disk
 */
public record Stat(long inode, InodeItem item, long blocks) {
  /** Bytes. */
  public long size() {
    return item.size();
  }
}
