package io.jlockdep.samplefs.workload;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Every thread has a file of its own and writes single blocks, DIRECT and DSYNC. Threads with an
 * even number extend their file; threads with an odd number overwrite blocks of a file that was
 * filled, through the page cache, before they start.
 */
final class DsyncWorkload implements Workload {
  private static final int FILLED_BLOCKS = 64;

  private final Session session;
  private final List<OpenFile> files = new ArrayList<>();
  private final List<long[]> versions = new ArrayList<>();

  DsyncWorkload(Session session) {
    this.session = session;
  }

  @Override
  public void prepare() throws IOException {
    int most = session.fileBlocks(session.threads(), 2048);
    for (int thread = 0; thread < session.threads(); thread++) {
      OpenFile file = session.fileSystem().openEmpty(name(thread));
      boolean extender = isExtender(thread);
      long[] expected = new long[extender ? most : Math.min(most, FILLED_BLOCKS)];
      if (!extender) {
        fill(thread, file, expected);
      }
      files.add(file);
      versions.add(expected);
    }
  }

  private void fill(int thread, OpenFile file, long[] expected) throws IOException {
    ByteBuffer buffer = AlignedBuffers.allocate(expected.length * BLOCK);
    for (int block = 0; block < expected.length; block++) {
      expected[block] = 1;
      StampedBlock.write(buffer, block * BLOCK, thread, block, 1);
    }
    long written = file.write(0, buffer);
    if (written != (long) expected.length * BLOCK) {
      throw new IOException(file.name() + ": filled only " + written + " bytes");
    }
  }

  @Override
  public void operate(int thread) throws IOException {
    OpenFile file = files.get(thread);
    long[] expected = versions.get(thread);
    Random random = new Random(session.seed() + thread);
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    int next = 0;
    for (long version = 2; version < session.operations() + 2; version++) {
      int block = random.nextInt(expected.length);
      if (isExtender(thread)) {
        if (next == expected.length) {
          file.truncate(0);
          Arrays.fill(expected, 0);
          next = 0;
        }
        block = next++;
      }
      StampedBlock.write(buffer.clear(), 0, thread, block, version);
      long written = file.write((long) block * BLOCK, buffer, DIRECT, DSYNC);
      if (written != BLOCK) {
        throw new IOException(file.name() + ": wrote " + written + " bytes of a block");
      }
      expected[block] = version;
      session.tally().wrote(written);
      if (version % 16 == 0) {
        checkBlock(file, thread, block, version);
        session.tally().read(BLOCK);
        session.tally().verified(1);
      }
    }
  }

  @Override
  public long verify(FileSystem fileSystem) throws IOException {
    long verified = 0;
    for (int thread = 0; thread < session.threads(); thread++) {
      OpenFile file = fileSystem.open(name(thread));
      long[] expected = versions.get(thread);
      for (int block = 0; block < expected.length; block++) {
        if (expected[block] != 0) {
          checkBlock(file, thread, block, expected[block]);
          verified++;
        }
      }
    }
    return verified;
  }

  private static void checkBlock(OpenFile file, int thread, int block, long expected)
      throws IOException {
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    long read = file.read((long) block * BLOCK, buffer, DIRECT);
    if (read != BLOCK) {
      throw new VerificationException(
          file.name() + ", block " + block + ": read " + read + " bytes");
    }
    long found = StampedBlock.check(buffer, 0, thread, block);
    if (found != expected) {
      throw new VerificationException(
          file.name() + ", block " + block + ": version " + found + " instead of " + expected);
    }
  }

  private static boolean isExtender(int thread) {
    return thread % 2 == 0;
  }

  private static String name(int thread) {
    return "dsync-" + thread;
  }
}
