package io.jlockdep.samplefs.workload;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * All threads read one file at random places, half of the time past the page cache. Nothing is
 * written meanwhile.
 */
final class ReadWorkload implements Workload {
  private static final String NAME = "read";
  private static final int MAX_RUN = 8;

  private final Session session;
  private int blocks;

  ReadWorkload(Session session) {
    this.session = session;
  }

  @Override
  public void prepare() throws IOException {
    OpenFile file = session.fileSystem().openEmpty(NAME);
    blocks = session.fileBlocks(1, 1024);
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    for (int block = 0; block < blocks; block++) {
      StampedBlock.write(buffer.clear(), 0, 0, block, 1);
      file.write((long) block * BLOCK, buffer);
    }
    file.sync();
  }

  @Override
  public void operate(int thread) throws IOException {
    OpenFile file = session.fileSystem().open(NAME);
    Random random = new Random(session.seed() + thread);
    ByteBuffer buffer = AlignedBuffers.allocate(MAX_RUN * BLOCK);
    for (long i = 0; i < session.operations(); i++) {
      int count = 1 + random.nextInt(Math.min(MAX_RUN, blocks));
      int block = random.nextInt(blocks - count + 1);
      read(file, block, buffer.clear().limit(count * BLOCK), random.nextBoolean());
      session.tally().read((long) count * BLOCK);
      session.tally().verified(count);
    }
  }

  @Override
  public long verify(FileSystem fileSystem) throws IOException {
    OpenFile file = fileSystem.open(NAME);
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    for (int block = 0; block < blocks; block++) {
      read(file, block, buffer.clear(), true);
    }
    return blocks;
  }

  private static void read(OpenFile file, int block, ByteBuffer buffer, boolean direct)
      throws IOException {
    long pos = (long) block * BLOCK;
    long read = direct ? file.read(pos, buffer, DIRECT) : file.read(pos, buffer);
    if (read != buffer.limit()) {
      throw new VerificationException(NAME + ", block " + block + ": read " + read + " bytes");
    }
    for (int i = 0; i < buffer.limit() / BLOCK; i++) {
      if (StampedBlock.check(buffer, i * BLOCK, 0, block + i) != 1) {
        throw new VerificationException(NAME + ", block " + (block + i) + " reads as zeros");
      }
    }
  }
}
