package io.jlockdep.samplefs.io;

import java.util.Collections;
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

  private final Set<Flag> flags;
  private final @Nullable LongConsumer completion;
  private volatile long pos;

  private Kiocb(long pos, Set<Flag> flags, @Nullable LongConsumer completion) {
    if (pos < 0) {
      throw new IllegalArgumentException("negative position " + pos);
    }
    EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    this.flags = Collections.unmodifiableSet(copy);
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
    return flags.contains(flag);
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

  /** Tells the caller, for an operation that returned {@link Errno#EIOCBQUEUED}. */
  void complete(long result) {
    LongConsumer target = completion;
    if (target == null) {
      throw new IllegalStateException("a synchronous operation was queued");
    }
    target.accept(result);
  }
}
