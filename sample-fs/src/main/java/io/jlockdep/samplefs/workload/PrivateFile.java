package io.jlockdep.samplefs.workload;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * A file of one thread, which keeps a copy of its bytes and compares: writes at any position and of
 * any length, through the page cache and past it, truncates to any size, and reads.
 */
final class PrivateFile {
  private static final int CAPACITY = 16 * BLOCK;

  private final Session session;
  private final OpenFile file;
  private final byte[] model = new byte[CAPACITY];
  private int size;

  PrivateFile(Session session, int thread) throws IOException {
    this.session = session;
    this.file = session.fileSystem().openEmpty("mixed-private-" + thread);
  }

  /** One operation. Only one thread calls this. */
  void operate(Random random) throws IOException {
    switch (random.nextInt(8)) {
      case 0, 1 -> write(random, random.nextInt(CAPACITY), false);
      case 2, 3 -> write(random, random.nextInt(CAPACITY / BLOCK) * BLOCK, true);
      case 4 -> truncate(random.nextInt(CAPACITY + 1));
      case 5 -> {
        file.sync();
        session.tally().other();
      }
      default -> {
        boolean direct = random.nextBoolean();
        int from = direct ? random.nextInt(CAPACITY / BLOCK) * BLOCK : random.nextInt(CAPACITY);
        session.tally().verified(compare(file, from, CAPACITY - from, direct));
      }
    }
  }

  private void write(Random random, int pos, boolean direct) throws IOException {
    int most = CAPACITY - pos;
    int length = direct ? (1 + random.nextInt(most / BLOCK)) * BLOCK : 1 + random.nextInt(most);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    ByteBuffer buffer = AlignedBuffers.allocate(length).limit(length).put(bytes).flip();
    long written;
    if (direct) {
      written =
          random.nextInt(4) == 0
              ? file.write(pos, buffer, DIRECT, DSYNC)
              : file.write(pos, buffer, DIRECT);
    } else {
      written = random.nextInt(8) == 0 ? file.write(pos, buffer, DSYNC) : file.write(pos, buffer);
    }
    if (written < 0 || written > length) {
      throw new IOException(file.name() + ": write of " + length + " bytes: " + written);
    }
    System.arraycopy(bytes, 0, model, pos, (int) written);
    size = Math.max(size, pos + (int) written);
    session.tally().wrote(written);
  }

  private void truncate(int newSize) throws IOException {
    file.truncate(newSize);
    if (newSize < size) {
      Arrays.fill(model, newSize, size, (byte) 0);
    }
    size = newSize;
    session.tally().other();
  }

  long verify(FileSystem fileSystem) throws IOException {
    return compare(fileSystem.open(file.name()), 0, CAPACITY, true);
  }

  private long compare(OpenFile opened, int from, int length, boolean direct) throws IOException {
    if (opened.size() != size) {
      throw new VerificationException(
          opened.name() + ": " + opened.size() + " bytes instead of " + size);
    }
    ByteBuffer buffer = AlignedBuffers.allocate(length).limit(length);
    long read = direct ? opened.read(from, buffer, DIRECT) : opened.read(from, buffer);
    int expected = Math.max(0, Math.min(length, size - from));
    if (read != expected) {
      throw new VerificationException(
          opened.name() + ": read " + read + " bytes at " + from + " instead of " + expected);
    }
    for (int i = 0; i < expected; i++) {
      if (buffer.get(i) != model[from + i]) {
        throw new VerificationException(opened.name() + ": wrong byte at " + (from + i));
      }
    }
    session.tally().read(read);
    return (read + BLOCK - 1) / BLOCK;
  }
}
