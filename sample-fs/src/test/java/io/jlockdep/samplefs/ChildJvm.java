package io.jlockdep.samplefs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The packaged program in a JVM of its own, of the JDK that runs the test. */
final class ChildJvm implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 120;
  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code java -jar sample-fs.jar ARGUMENTS}; stdout and stderr go to {@code output}. */
  static ChildJvm start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(BIN.resolve("java").toString());
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ChildJvm(process, output);
  }

  static Path jar() {
    return Path.of("target", "sample-fs.jar");
  }

  /** Waits until {@code condition} holds; fails when the child ends first or time runs out. */
  void awaitWhileRunning(BooleanSupplier condition, String what) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no sign of: " + what + "\n" + output());
      }
      Thread.onSpinWait();
    }
  }

  /** The stacks of all threads; empty while the child cannot be asked yet. */
  String threadDump() {
    try {
      Process jstack =
          new ProcessBuilder(BIN.resolve("jstack").toString(), Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start();
      String dump = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return jstack.waitFor() == 0 ? dump : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int awaitExit() throws InterruptedException, IOException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running\n" + output());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** SIGKILL, and wait until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
