package io.jlockdep.samplefs.vfs;

/** Why an operation on a file or directory failed, with the names of POSIX. */
public enum ErrorCode {
  EACCES("permission denied"),
  EBUSY("in use"),
  EEXIST("file exists"),
  EFBIG("file too large"),
  EINVAL("invalid argument"),
  EIO("input/output error"),
  EISDIR("is a directory"),
  ELOOP("too many symbolic links"),
  EMLINK("too many links"),
  ENAMETOOLONG("name too long"),
  ENODATA("no such attribute"),
  ENOENT("no such file or directory"),
  ENOSPC("no space left on device"),
  ENOTDIR("not a directory"),
  ENOTEMPTY("directory not empty"),
  ENXIO("no such position"),
  EPERM("operation not permitted"),
  ERANGE("value too large"),
  EROFS("read-only filesystem");

  private final String text;

  ErrorCode(String text) {
    this.text = text;
  }

  /** In words. */
  public String text() {
    return text;
  }
}
