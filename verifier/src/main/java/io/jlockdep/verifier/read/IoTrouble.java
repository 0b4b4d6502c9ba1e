package io.jlockdep.verifier.read;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read or written, in words. The JDK often gives only the path. */
public final class IoTrouble {
  private IoTrouble() {}

  /** A few words on one line, without the names of classes. */
  public static String words(IOException trouble) {
    if (trouble instanceof AccessDeniedException) {
      return "no permission";
    }
    if (trouble instanceof NoSuchFileException) {
      return "no such file";
    }
    String reason =
        trouble instanceof FileSystemException system ? system.getReason() : trouble.getMessage();
    return reason == null || reason.isBlank()
        ? "the system gives no reason"
        : reason.lines().findFirst().orElse("");
  }
}
