package io.jlockdep.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Decides where the recording goes, and refuses places where it cannot or must not be written. */
final class OutputFile {
  private static final byte[] JFR_MAGIC = {'F', 'L', 'R', 0};

  private OutputFile() {}

  /**
   * The absolute file for an {@code out} option: {@code %p} becomes the process id, a directory
   * gets a file in it.
   *
   * @throws UsageException if it cannot be written, or holds something that is not a recording
   */
  static Path resolve(String out, long pid) throws UsageException {
    Path file;
    try {
      file = Path.of(out.replace("%p", Long.toString(pid))).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new UsageException("out is not a path: " + out);
    }
    if (Files.isDirectory(file)) {
      file = file.resolve("jlockdep-" + pid + ".jfr");
    }
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException("out: directory does not exist: " + directory);
    }
    if (!Files.isWritable(directory)) {
      throw new UsageException("out: directory is not writable: " + directory);
    }
    if (Files.exists(file)) {
      checkReplaceable(file);
    }
    return file;
  }

  private static void checkReplaceable(Path file) throws UsageException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("out: exists and is not a regular file: " + file);
    }
    if (!Files.isWritable(file)) {
      throw new UsageException("out: file is not writable: " + file);
    }
    try (InputStream content = new FileInputStream(file.toFile())) {
      byte[] head = content.readNBytes(JFR_MAGIC.length);
      if (head.length > 0 && !Arrays.equals(head, JFR_MAGIC)) {
        throw new UsageException(
            "out: exists and is not a JFR recording, it will not be overwritten: " + file);
      }
    } catch (IOException e) {
      throw new UsageException("out: cannot be read: " + file + ": " + e.getMessage());
    }
  }
}
