package io.jlockdep.samplefs.workload;

import io.jlockdep.samplefs.vfs.FileSystem;

/**
 * What a workload works with.
 *
 * @param operations of each thread
 * @param seed of everything that is random
 */
record Session(FileSystem fileSystem, int threads, long operations, long seed, Tally tally) {
  /**
   * Blocks that each of {@code shares} files may have, so that all of them, old and new, fit into
   * the image.
   */
  int fileBlocks(int shares, int most) {
    return Math.max(4, Math.min(most, fileSystem.availableBlocks() / (3 * shares)));
  }
}
