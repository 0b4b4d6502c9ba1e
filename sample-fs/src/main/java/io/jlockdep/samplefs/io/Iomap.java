package io.jlockdep.samplefs.io;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.tree.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Direct IO, as {@code fs/iomap/direct-io.c} does it. {@link #iomapDioRw} does it all, completion
 * included, under whatever locks the caller holds. {@link #__iomapDioRw} leaves the completion to
 * the caller, who first gives up the locks that a sync needs.
 *
 * <p>A synchronous transfer is done by its submitter. The bios of an asynchronous one are done by
 * {@link IoWorkers}, and if they are not over by the time the submitter has started the last one, a
 * worker completes it.
 */
public final class Iomap {
  private final BlockDevice device;
  private final IoWorkers workers;

  public Iomap(BlockDevice device, IoWorkers workers) {
    this.device = device;
    this.workers = workers;
  }

  /**
   * Transfers and completes. The caller holds the locks of the operation for all of it.
   *
   * @param buffer aligned; its position moves on by what was started
   * @return bytes, or an {@link Errno}
   */
  public long iomapDioRw(Kiocb iocb, ByteBuffer buffer, IomapOps ops, boolean write, boolean wait)
      throws IOException {
    IomapDio dio = __iomapDioRw(iocb, buffer, ops, write, wait);
    return dio.status() == 0 ? iomapDioComplete(dio) : dio.status();
  }

  /**
   * Transfers, or starts to, and leaves it to the caller to call {@link #iomapDioComplete} if the
   * status is 0.
   *
   * @param wait whether to return only when the transfer is over
   * @throws IOException if nothing could be started, for want of space for example
   */
  @SuppressWarnings("MemberName") // the kernel's name
  public IomapDio __iomapDioRw(
      Kiocb iocb, ByteBuffer buffer, IomapOps ops, boolean write, boolean wait) throws IOException {
    IomapDio dio = new IomapDio(iocb, ops, write, wait);
    boolean nowait = iocb.has(Kiocb.Flag.NOWAIT);
    long prepared = ops.preparePages(iocb.pos(), buffer.remaining(), write, nowait);
    if (prepared != 0) {
      return dio.withStatus(prepared);
    }
    ops.dioCount().inodeDioBegin();
    long startError = 0;
    IOException startFailure = null;
    int start = buffer.position();
    while (buffer.hasRemaining()) {
      Mapping mapping;
      try {
        mapping =
            ops.iomapBegin(
                iocb.pos() + buffer.position() - start, buffer.remaining(), write, nowait);
      } catch (IOException e) {
        startFailure = e;
        break;
      }
      if (mapping == null) {
        startError = Errno.EAGAIN;
        break;
      }
      ByteBuffer part = buffer.slice(buffer.position(), mapping.length());
      buffer.position(buffer.position() + mapping.length());
      dio.addReference();
      submitBio(dio, mapping, part);
    }
    if (buffer.position() == start && (startFailure != null || startError != 0)) {
      ops.dioCount().inodeDioEnd();
      if (startFailure != null) {
        throw startFailure;
      }
      return dio.withStatus(startError);
    }
    if (!dio.releaseReference()) {
      if (!wait) {
        return dio.withStatus(Errno.EIOCBQUEUED);
      }
      dio.awaitBios();
    }
    return dio;
  }

  /**
   * What follows a transfer: it counts as ended, the position moves on, and a DSYNC write is made
   * durable. In the FIXED order the count falls before the sync: the sync waits for the inode lock,
   * whose holder may wait for the count.
   *
   * @return bytes, or an {@link Errno}
   * @throws IOException if a device transfer failed or the sync did
   */
  public long iomapDioComplete(IomapDio dio) throws IOException {
    long result = dio.result();
    if (result > 0) {
      dio.iocb().setPos(dio.iocb().pos() + result);
    }
    dio.ops().dioCount().inodeDioEnd();
    Exception failure = dio.failure();
    if (failure != null) {
      throw new IOException("direct IO failed: " + failure.getMessage(), failure);
    }
    if (result > 0 && dio.needsSync()) {
      result = genericWriteSync(dio.iocb(), dio.ops(), result);
    }
    return result;
  }

  /**
   * Makes a write durable if its control block asks for that.
   *
   * @param written result of the write
   * @return {@code written}
   */
  public long genericWriteSync(Kiocb iocb, IomapOps ops, long written) throws IOException {
    if (iocb.has(Kiocb.Flag.DSYNC)) {
      ops.syncFile();
    }
    return written;
  }

  private void submitBio(IomapDio dio, Mapping mapping, ByteBuffer part) {
    if (dio.iocb().isSync()) {
      runBio(dio, mapping, part);
    } else {
      workers.submitBio(() -> runBio(dio, mapping, part));
    }
  }

  private void runBio(IomapDio dio, Mapping mapping, ByteBuffer part) {
    int @Nullable [] crcs = null;
    try {
      crcs = transfer(mapping, part, dio.isWrite());
      dio.bioSucceeded(mapping.length());
    } catch (IOException | RuntimeException e) {
      dio.bioFailed(e);
    }
    dio.ops().endBio(mapping, dio.isWrite(), crcs);
    if (dio.releaseReference()) {
      if (dio.waitsForCompletion()) {
        dio.signalBiosDone();
      } else {
        workers.submitCompletion(() -> completeInWorker(dio));
      }
    }
  }

  private void completeInWorker(IomapDio dio) {
    long result;
    try {
      result = iomapDioComplete(dio);
    } catch (IOException | RuntimeException e) {
      result = Errno.EIO;
    }
    dio.iocb().complete(result);
  }

  private int[] transfer(Mapping mapping, ByteBuffer part, boolean write) throws IOException {
    if (write) {
      int[] crcs = blockChecksums(part);
      device.write(mapping.disk(), part.duplicate(), false);
      return crcs;
    }
    if (mapping.disk() == 0) {
      part.put(new byte[part.remaining()]);
      return mapping.crcs();
    }
    device.read(mapping.disk(), part.duplicate());
    int[] found = blockChecksums(part);
    for (int i = 0; i < found.length; i++) {
      if (found[i] != mapping.crcs()[i]) {
        throw new IOException("disk block " + (mapping.disk() + i) + ": wrong checksum");
      }
    }
    return found;
  }

  /** The checksum of each block of the buffer. */
  public static int[] blockChecksums(ByteBuffer blocks) {
    int[] crcs = new int[blocks.remaining() / BlockDevice.BLOCK];
    for (int i = 0; i < crcs.length; i++) {
      int from = blocks.position() + i * BlockDevice.BLOCK;
      crcs[i] = Checksums.crc32c(blocks, from, from + BlockDevice.BLOCK);
    }
    return crcs;
  }
}
