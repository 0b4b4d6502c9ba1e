package io.jlockdep.samplefs.workload;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.APPEND;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One file at whose end all threads write: no two of them may ever get the same place, and none may
 * leave a gap.
 */
final class AppendedFile {
  private static final int ID = 2000;
  private static final String NAME = "mixed-append";

  private final Session session;
  private final OpenFile file;
  private final long mostBlocks;
  private final AtomicLong versions = new AtomicLong();
  private final Map<Long, Long> versionAt = new ConcurrentHashMap<>();

  AppendedFile(Session session) throws IOException {
    this.session = session;
    this.file = session.fileSystem().openEmpty(NAME);
    this.mostBlocks = session.fileBlocks(2, 4096) - (long) session.threads();
  }

  /** Appends one block, unless the file is large enough. */
  void append(Random random) throws IOException {
    if (file.size() >= mostBlocks * BLOCK) {
      return;
    }
    long version = versions.incrementAndGet();
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    StampedBlock.write(buffer, 0, ID, 0, version);
    Set<Kiocb.Flag> flags = EnumSet.of(APPEND);
    if (random.nextInt(4) != 0) {
      flags.add(DIRECT);
    }
    if (random.nextInt(4) == 0) {
      flags.add(DSYNC);
    }
    Kiocb iocb = Kiocb.sync(0, flags);
    long written = file.write(iocb, buffer);
    if (written != BLOCK) {
      throw new IOException(NAME + ": append of a block: " + Errno.name(written));
    }
    long block = (iocb.pos() - written) / BLOCK;
    Long other = versionAt.putIfAbsent(block, version);
    if (other != null) {
      throw new VerificationException(
          NAME
              + ", block "
              + block
              + ": appends "
              + other
              + " and "
              + version
              + " got the same place");
    }
    session.tally().wrote(written);
  }

  long verify(FileSystem fileSystem) throws IOException {
    OpenFile opened = fileSystem.open(NAME);
    if (opened.size() != (long) versionAt.size() * BLOCK) {
      throw new VerificationException(
          NAME + ": " + opened.size() + " bytes after " + versionAt.size() + " appended blocks");
    }
    ByteBuffer buffer = AlignedBuffers.allocate(BLOCK);
    for (long block = 0; block < versionAt.size(); block++) {
      long read = opened.read(block * BLOCK, buffer.clear(), DIRECT);
      long version = read == BLOCK ? StampedBlock.check(buffer, 0, ID, 0) : 0;
      Long expected = versionAt.get(block);
      if (expected == null || version != expected) {
        throw new VerificationException(
            NAME + ", block " + block + ": version " + version + " instead of " + expected);
      }
    }
    return versionAt.size();
  }
}
