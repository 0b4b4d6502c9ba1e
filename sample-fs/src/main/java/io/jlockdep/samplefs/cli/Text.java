package io.jlockdep.samplefs.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** How figures and errors read. */
final class Text {
  private Text() {}

  static String bytes(long bytes) {
    if (bytes < 1 << 20) {
      return String.format(Locale.ROOT, "%.0f KiB", bytes / 1024.0);
    }
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0).replace(".0 ", " ");
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }

  /** One line that says what is wrong, with the file where the exception knows it. */
  static String problem(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof FileSystemException file && file.getReason() == null) {
      if (e instanceof NoSuchFileException) {
        message = file.getFile() + ": no such file or directory";
      } else if (e instanceof AccessDeniedException) {
        message = file.getFile() + ": permission denied";
      }
    }
    if (e.getMessage() == null) {
      message = e.getClass().getSimpleName();
    }
    return message.lines().findFirst().orElse("");
  }
}
