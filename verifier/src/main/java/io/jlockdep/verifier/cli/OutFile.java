package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.read.IoTrouble;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A file that an option names: there as a whole or not at all. */
final class OutFile {
  private final String option;
  private final Path target;

  private OutFile(String option, Path target) {
    this.option = option;
    this.target = target;
  }

  /**
   * Checks that {@code target} can be written, before any work is done.
   *
   * @param option its name, for messages
   * @param inputs files that must not be overwritten
   * @throws UsageException if it cannot
   */
  static OutFile at(String option, Path target, List<Path> inputs) throws UsageException {
    if (Files.isDirectory(target)) {
      throw new UsageException(target + ": " + option + " names a folder; name a file in it");
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException(
          target + ": " + option + " cannot be written: there is no folder " + folder);
    }
    if (!Files.isWritable(folder) || (Files.exists(target) && !Files.isWritable(target))) {
      throw new UsageException(target + ": " + option + " cannot be written: no permission");
    }
    for (Path input : inputs) {
      if (Inputs.realPath(input).equals(Inputs.realPath(target))) {
        throw new UsageException(
            target + ": " + option + " would overwrite an input; name another file");
      }
    }
    return new OutFile(option, target);
  }

  /** Something that is written piece by piece. */
  interface Text {
    void writeTo(Writer out) throws IOException;
  }

  /** The same of bytes. */
  interface Bytes {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes {@code text} beside the target and renames it. */
  void write(Text text) throws UsageException {
    writeBytes(
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          text.writeTo(writer);
          writer.flush();
        });
  }

  /** The same of bytes. */
  void writeBytes(Bytes bytes) throws UsageException {
    Path beside =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        writeTo(target, bytes); // a device or a pipe
        return;
      }
      writeTo(beside, bytes);
      move(beside);
    } catch (IOException e) {
      throw new UsageException(
          target + ": " + option + " cannot be written: " + IoTrouble.words(e));
    } finally {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException e) {
        beside.toFile().deleteOnExit();
      }
    }
  }

  private static void writeTo(Path file, Bytes bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      bytes.writeTo(out);
    }
  }

  private void move(Path beside) throws IOException {
    try {
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
