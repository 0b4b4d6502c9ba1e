package io.jlockdep.samplefs.io;

/**
 * Results of an operation that are not a number of bytes. As in the kernel they are negative and
 * travel in the same {@code long}; a device error travels as an {@code IOException} as far as there
 * is a caller to throw it to.
 */
public final class Errno {
  /** Input or output error. */
  public static final long EIO = -5;

  /** The operation would have to wait, and NOWAIT forbids it. */
  public static final long EAGAIN = -11;

  /** Direct IO is not possible here; go through the page cache. Never leaves the filesystem. */
  public static final long ENOTBLK = -15;

  /** A combination of flags that is not supported. */
  public static final long EOPNOTSUPP = -95;

  /** Under way; the result goes to the completion of the control block. */
  public static final long EIOCBQUEUED = -529;

  private Errno() {}

  /** The name of an error; the number itself if it is none of these. */
  public static String name(long result) {
    if (result == EIO) {
      return "EIO";
    } else if (result == EAGAIN) {
      return "EAGAIN";
    } else if (result == ENOTBLK) {
      return "ENOTBLK";
    } else if (result == EOPNOTSUPP) {
      return "EOPNOTSUPP";
    } else if (result == EIOCBQUEUED) {
      return "EIOCBQUEUED";
    }
    return Long.toString(result);
  }
}
