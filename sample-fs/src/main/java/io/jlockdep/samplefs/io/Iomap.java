package io.jlockdep.samplefs.io;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.tree.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Direct IO, as {@code fs/iomap/direct-io.c} does it. {@link #iomapDioRw} does it all, completion
 * included, under whatever locks the caller holds. {@link #__iomapDioRw} leaves the completion to
 * the caller, who first gives up the locks that a sync needs.
 *
 * <p>A synchronous transfer is done by its submitter. The bios of an asynchronous one go to an
 * {@link IoQueue}, and if they are not over by the time the submitter has started the last one, a
 * worker completes it.
 */
public final class Iomap {
  private final BlockDevice device;
  private final IoQueue queue;
  private final History history;

  public Iomap(BlockDevice device, IoQueue queue, History history) {
    this.device = device;
    this.queue = queue;
    this.history = history;
  }

  /**
   * Transfers and completes. The caller holds the locks of the operation for all of it.
   *
   * @param iter aligned; it is used up by what was started
   * @return bytes, or an {@link Errno}
   */
  public long iomapDioRw(Kiocb iocb, IovIter iter, IomapOps ops, boolean write, boolean wait)
      throws IOException {
    IomapDio dio = __iomapDioRw(iocb, iter, iter.remaining(), ops, write, wait);
    return dio.status() == 0 ? iomapDioComplete(dio) : dio.status();
  }

  /**
   * Transfers, or starts to, and leaves it to the caller to call {@link #iomapDioComplete} if the
   * status is 0. The caller holds the inode lock, shared at least: what is mapped must not go away.
   *
   * @param length bytes at most
   * @param wait whether to return only when the transfer is over
   * @throws IOException if nothing could be started, for want of space for example
   */
  @SuppressWarnings("MemberName") // the kernel's name
  public IomapDio __iomapDioRw(
      Kiocb iocb, IovIter iter, long length, IomapOps ops, boolean write, boolean wait)
      throws IOException {
    IomapDio dio = new IomapDio(iocb, ops, write, wait);
    long prepared = ops.prepare(iocb.pos(), length, write, iocb.has(Kiocb.Flag.NOWAIT));
    if (prepared != 0) {
      return dio.withStatus(prepared);
    }
    ops.dioCount().inodeDioBegin();
    IOException startFailure = null;
    long started = 0;
    try {
      started = submitAll(dio, iter, length);
    } catch (IOException e) {
      startFailure = e;
    } finally {
      ops.mappedAll();
    }
    if (dio.started() == 0 && (startFailure != null || started < 0)) {
      ops.dioCount().inodeDioEnd();
      if (startFailure != null) {
        throw startFailure;
      }
      return dio.withStatus(started);
    }
    if (!dio.releaseReference()) {
      if (!wait) {
        return dio.withStatus(Errno.EIOCBQUEUED);
      }
      dio.awaitBios();
    }
    return dio;
  }

  /** Starts the bios; returns bytes, or why not even one could be started. */
  private long submitAll(IomapDio dio, IovIter iter, long length) throws IOException {
    Kiocb iocb = dio.iocb();
    while (dio.started() < length) {
      boolean faultsInside = history.has(Behaviour.FAULT_UNDER_IO);
      if (!iter.isResident() && !faultsInside) {
        // A page fault may need the very range that this operation locks: the caller takes it.
        return dio.started() > 0 ? dio.started() : Errno.EFAULT;
      }
      ByteBuffer segment = iter.current();
      int wanted = (int) Math.min(segment.remaining(), length - dio.started());
      Mapping mapping =
          dio.ops()
              .iomapBegin(
                  iocb.pos() + dio.started(), wanted, dio.isWrite(), iocb.has(Kiocb.Flag.NOWAIT));
      if (mapping == null) {
        iocb.noteWouldBlock();
        return dio.started() > 0 ? dio.started() : iocb.refuse();
      }
      history.reached(History.Point.MAPPED);
      if (!iter.isResident()) {
        iter.faultIn();
      }
      if (!dio.isWrite()) {
        iocb.noteTarget(iter.currentMemory(), iter.currentOffset());
      }
      ByteBuffer part = segment.slice(segment.position(), mapping.length());
      segment.position(segment.position() + mapping.length());
      dio.addBio(mapping.length());
      if (iocb.isSync()) {
        runBio(dio, mapping, part);
      } else {
        queue.submitBio(() -> runBio(dio, mapping, part));
      }
    }
    return dio.started();
  }

  /**
   * What follows a transfer: it counts as ended, the position moves on, and a DSYNC write is made
   * durable. The count falls before the sync: the sync waits for the inode lock, whose holder may
   * wait for the count.
   *
   * @return bytes, or an {@link Errno}
   * @throws IOException if a device transfer failed or the sync did
   */
  public long iomapDioComplete(IomapDio dio) throws IOException {
    long result = dio.result();
    if (result > 0) {
      dio.iocb().setPos(dio.iocb().pos() + result);
    }
    boolean endLast = history.has(Behaviour.DIO_END_AFTER_SYNC);
    if (!endLast) {
      dio.ops().dioCount().inodeDioEnd();
    }
    try {
      Exception failure = dio.failure();
      if (failure != null) {
        throw new IOException("direct IO failed: " + failure.getMessage(), failure);
      }
      dio.ops().dioEnded(dio.iocb(), result);
      if (result > 0 && dio.needsSync()) {
        result = genericWriteSync(dio.iocb(), dio.ops(), result);
      }
    } finally {
      if (endLast) {
        dio.ops().dioCount().inodeDioEnd();
      }
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
      history.reached(History.Point.BEFORE_SYNC);
      ops.syncFile();
    }
    return written;
  }

  private void runBio(IomapDio dio, Mapping mapping, ByteBuffer part) {
    int @Nullable [] crcs = null;
    try {
      crcs = dio.isWrite() ? write(dio, mapping, part) : read(mapping, part);
      dio.bioSucceeded(mapping.length());
    } catch (IOException | RuntimeException e) {
      dio.bioFailed(e);
    }
    dio.ops().endBio(mapping, dio.isWrite(), crcs);
    if (dio.releaseReference()) {
      if (dio.waitsForCompletion()) {
        dio.signalBiosDone();
      } else {
        queue.submitCompletion(() -> completeInWorker(dio));
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

  private int[] write(IomapDio dio, Mapping mapping, ByteBuffer part) throws IOException {
    int[] crcs = blockChecksums(part);
    boolean fua = mapping.fuaSuffices() && dio.iocb().has(Kiocb.Flag.DSYNC);
    device.write(mapping.disk(), part.duplicate(), fua);
    if (!fua) {
      dio.iocb().noteVolatile();
      dio.requireSync();
    }
    return crcs;
  }

  private int[] read(Mapping mapping, ByteBuffer part) throws IOException {
    if (mapping.disk() == 0) {
      part.put(new byte[part.remaining()]);
      return mapping.crcs();
    }
    device.read(mapping.disk(), part.duplicate());
    int[] found = blockChecksums(part);
    for (int i = 0; i < mapping.crcs().length; i++) {
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
