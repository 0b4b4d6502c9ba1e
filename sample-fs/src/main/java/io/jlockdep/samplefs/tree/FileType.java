package io.jlockdep.samplefs.tree;

/** What an inode is. The order is that of the codes on the disk. */
public enum FileType {
  FILE,
  DIRECTORY,
  SYMLINK
}
