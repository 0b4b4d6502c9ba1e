package io.jlockdep.samplefs.crash;

import io.jlockdep.samplefs.block.BlockDevice;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the file of a workload holds: for each block the number of the write that filled it (no two
 * writes have the same, and the first contents differ by block), 0 for zeros.
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; never changed
record Contents(int blocks, int[] stamps) {
  /** More than any workload reaches. */
  static final int CAPACITY = 16;

  private static final long MAGIC = 0x4352415348424C4BL; // "CRASHBLK"

  static Contents of(int... stamps) {
    return new Contents(stamps.length, Arrays.copyOf(stamps, CAPACITY));
  }

  Contents written(int block, int stamp) {
    int[] changed = stamps.clone();
    changed[block] = stamp;
    return new Contents(Math.max(blocks, block + 1), changed);
  }

  Contents truncated(int to) {
    int[] changed = stamps.clone();
    Arrays.fill(changed, to, CAPACITY, 0);
    return new Contents(to, changed);
  }

  Contents zeroed(int from, int to) {
    int[] changed = stamps.clone();
    Arrays.fill(changed, from, to, 0);
    return new Contents(Math.max(blocks, to), changed);
  }

  /** Fills the next block of the buffer. */
  static void fill(ByteBuffer buffer, int stamp) {
    for (int i = 0; i < BlockDevice.BLOCK; i += Long.BYTES) {
      buffer.putLong(MAGIC ^ stamp);
    }
  }

  /** The stamp of a block of the buffer, 0 for zeros; -1 if it is neither of these. */
  static int stampOf(ByteBuffer buffer, int block) {
    int at = block * BlockDevice.BLOCK;
    long first = buffer.getLong(at);
    for (int i = 0; i < BlockDevice.BLOCK; i += Long.BYTES) {
      if (buffer.getLong(at + i) != first) {
        return -1;
      }
    }
    long stamp = first == 0 ? 0 : first ^ MAGIC;
    return stamp >= 0 && stamp <= Integer.MAX_VALUE ? (int) stamp : -1;
  }
}
