package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.vfs.ErrorCode;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.FsException;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** What the options of an open mean. */
final class Opening {
  private static final int FILE_MODE = 0644;

  private Opening() {}

  /**
   * Opens or makes a file, as the options say.
   *
   * @param writes whether the channel will write
   */
  static OpenFile open(
      SamplePath path,
      Set<? extends OpenOption> options,
      boolean writes,
      FileAttribute<?>... attributes)
      throws IOException {
    FileSystem fileSystem = path.image().mounted();
    boolean createsNew = writes && options.contains(StandardOpenOption.CREATE_NEW);
    if (createsNew) {
      return fileSystem.create(path.text(), mode(FILE_MODE, attributes), false);
    }
    OpenFile file;
    try {
      file = fileSystem.open(path.text());
    } catch (FsException e) {
      boolean creates = writes && options.contains(StandardOpenOption.CREATE);
      if (!creates || e.code() != ErrorCode.ENOENT) {
        throw e;
      }
      return fileSystem.create(endOfLinks(path).text(), mode(FILE_MODE, attributes), false);
    }
    if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      file.truncate(0);
    }
    return file;
  }

  @SuppressWarnings("unchecked") // posix:permissions has that type
  static int mode(int otherwise, FileAttribute<?>... attributes) {
    int mode = otherwise;
    for (FileAttribute<?> attribute : attributes) {
      if (!attribute.name().equals("posix:permissions")) {
        throw new UnsupportedOperationException("attribute " + attribute.name());
      }
      mode = SampleAttributes.modeOf((Set<PosixFilePermission>) attribute.value());
    }
    return mode;
  }

  /** What is to be made where a path ends in links that lead to nothing. */
  private static SamplePath endOfLinks(SamplePath path) throws IOException {
    FileSystem fileSystem = path.image().mounted();
    SamplePath end = path;
    while (true) {
      String target;
      try {
        target = fileSystem.readlink(end.text());
      } catch (FsException e) {
        return end; // no link: what is wrong with the path, creating it will say
      }
      end = SamplePath.of(end.toAbsolutePath().resolveSibling(target));
    }
  }
}
