package io.jlockdep.samplefs.workload;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;
import static io.jlockdep.samplefs.io.Kiocb.Flag.NOWAIT;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One file that all threads read and write. Each stripe of it is written by one thread only, so
 * that every reader knows between which versions a block must be: at least what was acknowledged
 * before the read, at most what was begun by its end.
 */
final class SharedFile {
  private static final int ID = 1000;
  private static final int STRIPE = 4;
  private static final String NAME = "mixed-shared";

  private final Session session;
  private final OpenFile file;
  private final int blocks;
  private final AtomicLongArray begun;
  private final AtomicLongArray acknowledged;

  SharedFile(Session session) throws IOException {
    this.session = session;
    this.file = session.fileSystem().openEmpty(NAME);
    this.blocks = session.threads() * STRIPE * 4;
    this.begun = new AtomicLongArray(blocks);
    this.acknowledged = new AtomicLongArray(blocks);
  }

  /**
   * Writes some blocks of a stripe of this thread: directly or not, durably or not, waiting or not.
   */
  void write(int thread, Random random) throws IOException {
    int stripe = thread + session.threads() * random.nextInt(4);
    int count = 1 + random.nextInt(STRIPE);
    int first = stripe * STRIPE + random.nextInt(STRIPE - count + 1);
    switch (random.nextInt(8)) {
      case 0, 1 -> finish(first, count, file.write(pos(first), stamped(first, count), DIRECT));
      case 2 -> finish(first, count, file.write(pos(first), stamped(first, count), DIRECT, DSYNC));
      case 3 -> finish(first, count, file.write(pos(first), stamped(first, count), DIRECT, NOWAIT));
      case 4, 5 -> finish(first, count, file.write(pos(first), stamped(first, count)));
      case 6 -> writeAsync(stripe * STRIPE, DIRECT, DSYNC);
      default -> writeAsync(stripe * STRIPE, DIRECT, NOWAIT);
    }
  }

  /** Four asynchronous writes at once. */
  private void writeAsync(int first, Kiocb.Flag... flags) throws IOException {
    List<CompletableFuture<Long>> results = new ArrayList<>();
    for (int i = 0; i < STRIPE; i++) {
      results.add(file.writeAsync(pos(first + i), stamped(first + i, 1), flags));
    }
    for (int i = 0; i < STRIPE; i++) {
      finish(first + i, 1, results.get(i).join());
    }
  }

  private ByteBuffer stamped(int first, int count) {
    ByteBuffer buffer = AlignedBuffers.allocate(count * BLOCK);
    for (int i = 0; i < count; i++) {
      StampedBlock.write(buffer, i * BLOCK, ID, first + i, begun.incrementAndGet(first + i));
    }
    return buffer;
  }

  private void finish(int first, int count, long result) throws IOException {
    if (result == Errno.EAGAIN) {
      session.tally().refused();
      return;
    }
    if (result < 0 || result % BLOCK != 0 || result > (long) count * BLOCK) {
      throw new IOException(NAME + ": write of " + count + " blocks: " + Errno.name(result));
    }
    for (int i = 0; i < result / BLOCK; i++) {
      acknowledged.set(first + i, begun.get(first + i));
    }
    session.tally().wrote(result);
  }

  /** Reads some blocks of any stripe. */
  void read(Random random) throws IOException {
    int count = 1 + random.nextInt(STRIPE);
    int first = random.nextInt(blocks - count + 1);
    long[] least = new long[count];
    for (int i = 0; i < count; i++) {
      least[i] = acknowledged.get(first + i);
    }
    ByteBuffer buffer = AlignedBuffers.allocate(count * BLOCK);
    long read =
        random.nextBoolean()
            ? file.read(pos(first), buffer, DIRECT)
            : file.read(pos(first), buffer);
    check(first, buffer, read, least);
    session.tally().read(Math.max(0, read));
    session.tally().verified(read / BLOCK);
  }

  void sync() throws IOException {
    file.sync();
    session.tally().other();
  }

  long verify(FileSystem fileSystem) throws IOException {
    ByteBuffer buffer = AlignedBuffers.allocate(blocks * BLOCK);
    long[] least = new long[blocks];
    for (int i = 0; i < blocks; i++) {
      least[i] = acknowledged.get(i);
    }
    long read = fileSystem.open(NAME).read(0, buffer, DIRECT);
    check(0, buffer, read, least);
    return read / BLOCK;
  }

  private void check(int first, ByteBuffer buffer, long read, long[] least) {
    for (int i = 0; i < least.length; i++) {
      boolean there = (i + 1L) * BLOCK <= read;
      long version = there ? StampedBlock.check(buffer, i * BLOCK, ID, first + i) : 0;
      if (version < least[i] || version > begun.get(first + i)) {
        throw new VerificationException(
            String.format(
                "%s, block %d: version %d, not within %d and %d",
                NAME, first + i, version, least[i], begun.get(first + i)));
      }
    }
  }

  private static long pos(int block) {
    return (long) block * BLOCK;
  }
}
