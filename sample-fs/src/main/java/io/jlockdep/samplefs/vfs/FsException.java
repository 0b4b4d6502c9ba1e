package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.tree.NoSpaceException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** An operation failed: with which error, and on what. */
public final class FsException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public FsException(ErrorCode code, String path) {
    this(code, path, null);
  }

  public FsException(ErrorCode code, String path, @Nullable Throwable cause) {
    super(path, null, reason(code, cause));
    this.code = code;
    if (cause != null) {
      initCause(cause);
    }
  }

  private static String reason(ErrorCode code, @Nullable Throwable cause) {
    String detail = cause == null ? "" : ": " + cause.getMessage();
    return code.text() + " (" + code + ")" + detail;
  }

  public ErrorCode code() {
    return code;
  }

  /** The error that an exception of the layers below amounts to. */
  static FsException of(IOException e, String path) {
    if (e instanceof FsException known) {
      return known;
    }
    boolean full = e instanceof NoSpaceException;
    return new FsException(full ? ErrorCode.ENOSPC : ErrorCode.EIO, path, e);
  }
}
