package io.jlockdep.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A program in a JVM of its own. */
final class JavaProcess {
  private static final long TIMEOUT_SECONDS = 120;

  private final List<String> command = new ArrayList<>();
  private final Path directory;
  private final List<BiConsumer<Process, String>> onOutLine = new ArrayList<>();
  private final List<BiConsumer<Process, String>> onErrLine = new ArrayList<>();

  JavaProcess(Jdk jdk, Path directory) {
    command.add(jdk.java());
    this.directory = directory;
  }

  /** What a program left behind. */
  record Result(int exit, String out, String err) {}

  static Path agentJar() {
    return Path.of(System.getProperty("jlockdep.root"), "agent", "target", "jlockdep-agent.jar");
  }

  JavaProcess with(String... arguments) {
    command.addAll(List.of(arguments));
    return this;
  }

  JavaProcess onOut(BiConsumer<Process, String> reaction) {
    onOutLine.add(reaction);
    return this;
  }

  JavaProcess onErr(BiConsumer<Process, String> reaction) {
    onErrLine.add(reaction);
    return this;
  }

  Result run() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      CompletableFuture<String> out =
          read(process.getInputStream(), line -> onOutLine.forEach(r -> r.accept(process, line)));
      CompletableFuture<String> err =
          read(process.getErrorStream(), line -> onErrLine.forEach(r -> r.accept(process, line)));
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "did not end in "
                + TIMEOUT_SECONDS
                + " s: "
                + command
                + "\n"
                + out.join()
                + err.join());
      }
      return new Result(process.exitValue(), out.join(), err.join());
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> read(InputStream stream, Consumer<String> onLine) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              StringBuilder all = new StringBuilder();
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  all.append(line).append('\n');
                  onLine.accept(line);
                }
                text.complete(all.toString());
              } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
              } catch (RuntimeException | Error e) {
                text.completeExceptionally(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return text;
  }
}
