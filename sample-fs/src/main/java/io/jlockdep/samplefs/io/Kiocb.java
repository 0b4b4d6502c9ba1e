package io.jlockdep.samplefs.io;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One read or write under way: where, how, and whom to tell (the kernel's kiocb). With a completion
 * it is asynchronous: the operation may return {@link Errno#EIOCBQUEUED}, and a worker then calls
 * the completion, once, with the result.
 */
public final class Kiocb {
  /** How the operation is to be done. */
  public enum Flag {
    /** Past the page cache, between the device and the caller's buffer. */
    DIRECT,
    /** Return only when the data, and the metadata that leads to it, are on stable storage. */
    DSYNC,
    /** Fail with {@link Errno#EAGAIN} rather than wait for a lock. */
    NOWAIT,
    /** Write at the end of the file, wherever that is once the file is locked. */
    APPEND
  }

  private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
  private final boolean durable;
  private final @Nullable LongConsumer completion;
  private volatile boolean syncHidden;
  private volatile boolean positioned;
  private volatile boolean partlyDone;
  private volatile boolean volatileData;
  private volatile boolean blocked;
  private volatile @Nullable ByteBuffer target;
  private volatile int targetOffset;
  private volatile long pos;

  private Kiocb(long pos, Set<Flag> flags, @Nullable LongConsumer completion) {
    if (pos < 0) {
      throw new IllegalArgumentException("negative position " + pos);
    }
    this.flags.addAll(flags);
    this.durable = flags.contains(Flag.DSYNC);
    this.pos = pos;
    this.completion = completion;
  }

  /** A control block whose operation returns its result to the submitter. */
  public static Kiocb sync(long pos, Set<Flag> flags) {
    return new Kiocb(pos, flags, null);
  }

  /** A control block whose operation may be finished by a worker. */
  public static Kiocb async(long pos, Set<Flag> flags, LongConsumer completion) {
    return new Kiocb(pos, flags, completion);
  }

  public boolean has(Flag flag) {
    return flags.contains(flag) && !(flag == Flag.DSYNC && syncHidden);
  }

  /** Historic: makes the generic code believe that no sync is asked for. */
  public void clearDsync() {
    syncHidden = true;
  }

  /** Historic: takes {@link #clearDsync} back. */
  public void restoreDsync() {
    syncHidden = false;
  }

  /** Whether {@link #clearDsync} hides the flag. */
  public boolean isSyncHidden() {
    return syncHidden;
  }

  /** Whether the submitter waits for the result. */
  public boolean isSync() {
    return completion == null;
  }

  /** Offset in the file, in bytes; moves on when the operation completes. */
  public long pos() {
    return pos;
  }

  /** Called by the operation, under the lock of the file. */
  public void setPos(long newPos) {
    pos = newPos;
  }

  /** Whether the position of an append has been found. */
  public boolean isPositioned() {
    return positioned;
  }

  /** Moves an append to the end of the file; once, under the exclusive lock of the file. */
  public void positionForAppend(long size) {
    positioned = true;
    pos = size;
  }

  /** The position, as the rest of the operation will use it. */
  public long usePosition() {
    return pos;
  }

  /** A transfer of a read goes to this memory, from {@code offset} on. */
  public void noteTarget(ByteBuffer memory, int offset) {
    target = memory;
    targetOffset = offset;
  }

  /** Where the last transfer of a read went, for a report of what failed. */
  public String lastTarget() {
    return target == null ? "none" : "offset " + targetOffset + " of " + target;
  }

  /** Some bytes are written, and the operation goes on with the rest. */
  public void notePartlyDone() {
    partlyDone = true;
  }

  public boolean isPartlyDone() {
    return partlyDone;
  }

  /** Something that the operation needs is held by another: a lock, a range, a page. */
  public void noteWouldBlock() {
    blocked = true;
  }

  /** The operation is refused because it would have to wait. */
  public long refuse() {
    return Errno.EAGAIN;
  }

  /** Whether {@link #noteWouldBlock} was called. */
  public boolean wouldBlock() {
    return blocked;
  }

  /**
   * The operation has written something, data or metadata, that is not on stable storage before a
   * flush that is issued from now on has ended.
   */
  public void noteVolatile() {
    volatileData = true;
  }

  /** Whether {@link #noteVolatile} was called. */
  public boolean hasVolatileData() {
    return volatileData;
  }

  /** The operation is over; the caller will know next. */
  public long finish(long result) {
    if (durable && result > 0) {
      acknowledgeDurable();
    }
    return result;
  }

  /** What the caller asked to be durable is said to be. */
  private void acknowledgeDurable() {
    volatileData = false;
  }

  /** Tells the caller, for an operation that returned {@link Errno#EIOCBQUEUED}. */
  void complete(long result) {
    LongConsumer caller = completion;
    if (caller == null) {
      throw new IllegalStateException("a synchronous operation was queued");
    }
    caller.accept(finish(result));
  }
}
