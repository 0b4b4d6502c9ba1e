package io.jlockdep.docs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A finished process: its exit code and what it printed. */
record Run(int exit, String out, String err) {
  private static final long DEADLINE_SECONDS = 120;

  /**
   * Runs {@code command} in {@code dir} to its end; a process that does not end within two minutes
   * is killed and fails the test.
   */
  static Run of(Path dir, List<String> command) throws IOException, InterruptedException {
    Files.createDirectories(dir);
    File out = Files.createTempFile(dir, "run", ".out").toFile();
    File err = Files.createTempFile(dir, "run", ".err").toFile();
    Process process = start(dir, command, out, err);
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("did not end: " + command + "\n" + read(out) + read(err));
    }
    return new Run(process.exitValue(), read(out), read(err));
  }

  /**
   * Starts {@code command}, waits until its stderr contains {@code text}, and kills it with
   * SIGKILL.
   */
  static Run killedWhenStderrHas(String text, Path dir, List<String> command)
      throws IOException, InterruptedException {
    Files.createDirectories(dir);
    File out = Files.createTempFile(dir, "run", ".out").toFile();
    File err = Files.createTempFile(dir, "run", ".err").toFile();
    Process process = start(dir, command, out, err);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    try {
      while (!read(err).contains(text)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "never said \"" + text + "\": " + command + "\n" + read(out) + read(err));
        }
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new AssertionError(
              "ended by itself with " + process.exitValue() + "\n" + read(out) + read(err));
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return new Run(process.exitValue(), read(out), read(err));
  }

  private static Process start(Path dir, List<String> command, File out, File err)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.redirectOutput(out).redirectError(err).start();
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}
