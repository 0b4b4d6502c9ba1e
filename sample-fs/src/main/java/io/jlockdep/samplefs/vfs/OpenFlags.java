package io.jlockdep.samplefs.vfs;

/** What belongs to an open file, and so is shared by all threads that use it. */
final class OpenFlags {
  /** Historic: "the inode lock is held", said where every user of the file hears it. */
  volatile boolean skipInodeLock;
}
