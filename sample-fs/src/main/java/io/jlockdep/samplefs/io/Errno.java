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

  /** The caller's memory is not there; fault it in and try again. Never leaves the filesystem. */
  public static final long EFAULT = -14;

  /** Direct IO is not possible here; go through the page cache. Never leaves the filesystem. */
  public static final long ENOTBLK = -15;

  /** Arguments that make no sense together. */
  public static final long EINVAL = -22;

  /** A combination of flags that is not supported. */
  public static final long EOPNOTSUPP = -95;

  /** Under way; the result goes to the completion of the control block. */
  public static final long EIOCBQUEUED = -529;

  private Errno() {}

  /** The name of an error; the number itself if it is none of these. */
  public static String name(long result) {
    return switch ((int) Math.max(result, Integer.MIN_VALUE)) {
      case (int) EIO -> "EIO";
      case (int) EAGAIN -> "EAGAIN";
      case (int) EFAULT -> "EFAULT";
      case (int) ENOTBLK -> "ENOTBLK";
      case (int) EINVAL -> "EINVAL";
      case (int) EOPNOTSUPP -> "EOPNOTSUPP";
      case (int) EIOCBQUEUED -> "EIOCBQUEUED";
      default -> Long.toString(result);
    };
  }
}
