package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.vfs.FsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The exceptions that {@code java.nio.file} promises for the errors of the filesystem. */
final class NioErrors {
  private NioErrors() {}

  interface Action<T> {
    T run() throws IOException;
  }

  interface Change {
    void run() throws IOException;
  }

  /** As {@link #translated}, without a result. */
  static void run(Path path, Change change) throws IOException {
    translated(
        path,
        () -> {
          change.run();
          return 0;
        });
  }

  /** Runs it; {@code path} is what an exception names. */
  static <T> T translated(Path path, Action<T> action) throws IOException {
    return translated(path.toString(), action);
  }

  /** The same with the path as a text. */
  static <T> T translated(String path, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (FsException e) {
      throw translate(path, e);
    }
  }

  private static IOException translate(String path, FsException e) {
    IOException known =
        switch (e.code()) {
          case ENOENT -> new NoSuchFileException(path);
          case EEXIST -> new FileAlreadyExistsException(path);
          case ENOTEMPTY -> new DirectoryNotEmptyException(path);
          case ENOTDIR -> new NotDirectoryException(path);
          case EACCES, EPERM -> new AccessDeniedException(path);
          case ELOOP -> new FileSystemLoopException(path);
          default -> new FileSystemException(path, null, e.getReason());
        };
    known.initCause(e);
    return known;
  }
}
