package io.jlockdep.samplefs.io;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One direct transfer, made of one or more device transfers ("bios"). References count the bios
 * that are under way, plus one for the submitter; whoever gives up the last one completes it.
 */
public final class IomapDio {
  private final Kiocb iocb;
  private final IomapOps ops;
  private final boolean write;
  private final boolean waitForCompletion;
  private final long fileSize;
  private final AtomicInteger references = new AtomicInteger(1);
  private final AtomicLong transferred = new AtomicLong();
  private final CountDownLatch biosDone = new CountDownLatch(1);
  private volatile @Nullable Exception failure;
  private volatile boolean syncRequired;
  private long started;
  private long status;

  IomapDio(Kiocb iocb, IomapOps ops, boolean write, boolean waitForCompletion) {
    this.iocb = iocb;
    this.ops = ops;
    this.write = write;
    this.waitForCompletion = waitForCompletion;
    this.fileSize = ops.size();
  }

  /**
   * How the start went: 0 if the transfer is done and waits for {@code iomapDioComplete}; {@link
   * Errno#EIOCBQUEUED} if a worker will complete it; another error if nothing was started.
   */
  public long status() {
    return status;
  }

  IomapDio withStatus(long newStatus) {
    status = newStatus;
    return this;
  }

  /** A bio is about to be started; only the submitter calls this. */
  void addBio(int bytes) {
    references.incrementAndGet();
    started += bytes;
  }

  /** Bytes whose bios were started. Only the submitter asks. */
  long started() {
    return started;
  }

  /** Something was written that FUA has not made durable. */
  void requireSync() {
    syncRequired = true;
  }

  /** Gives up a reference; true for the last one. */
  boolean releaseReference() {
    return references.decrementAndGet() == 0;
  }

  void bioSucceeded(int bytes) {
    transferred.addAndGet(bytes);
  }

  void bioFailed(Exception cause) {
    failure = cause;
  }

  /** Why some part of the transfer failed; null if none did. */
  @Nullable Exception failure() {
    return failure;
  }

  void signalBiosDone() {
    biosDone.countDown();
  }

  void awaitBios() {
    boolean interrupted = false;
    while (true) {
      try {
        biosDone.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes transferred, or the error. */
  long result() {
    if (failure != null) {
      return Errno.EIO;
    }
    long bytes = transferred.get();
    return write ? bytes : Math.max(0, Math.min(bytes, fileSize - iocb.pos()));
  }

  Kiocb iocb() {
    return iocb;
  }

  IomapOps ops() {
    return ops;
  }

  boolean isWrite() {
    return write;
  }

  boolean waitsForCompletion() {
    return waitForCompletion;
  }

  /** Whether something was written that has to be synced; only asked when all bios are over. */
  public boolean needsSync() {
    return write && syncRequired && iocb.has(Kiocb.Flag.DSYNC);
  }
}
