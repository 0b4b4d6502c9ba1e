package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.read.CannotReadException;
import io.jlockdep.verifier.read.IoTrouble;
import io.jlockdep.verifier.read.SpecReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jlockdep spec check}: is the file right? */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Reads a spec file as the verifier does and, if the agent is there, as the agent does.",
      "Whether the classes and methods in it exist is only known when they are loaded."
    },
    footer = {
      "",
      "Exit code: 0 it is right, 2 it is not (standard error says where).",
      "",
      "Example:",
      "  jlockdep spec check locks.yaml"
    })
final class SpecCheckCommand implements Callable<Integer> {
  @Option(
      names = "--agent",
      paramLabel = "JAR",
      description = "The agent (default: jlockdep-agent.jar beside jlockdep.jar).")
  private @Nullable Path agent;

  @Parameters(paramLabel = "FILE", description = "The spec file.")
  private @Nullable Path file;

  @Override
  public Integer call() throws UsageException {
    Path spec = Objects.requireNonNull(file);
    int contracts;
    try {
      contracts = SpecReader.read(spec).size() + SpecReader.readRules(spec).size();
    } catch (CannotReadException e) {
      throw new UsageException(Recordings.oneLine(e));
    }
    Optional<Path> jar = agent == null ? AgentJar.beside() : Optional.of(AgentJar.find(agent));
    if (jar.isPresent()) {
      askAgent(jar.get(), spec);
    }
    System.out.println(
        "%s: right, %d contracts%s"
            .formatted(
                spec,
                contracts,
                jar.isPresent()
                    ? ""
                    : "; only these were read, since jlockdep-agent.jar is not there (--agent)"));
    return Jlockdep.CLEAN;
  }

  /** Starts a JVM that does nothing under the agent with this file. */
  private static void askAgent(Path jar, Path spec) throws UsageException {
    Path out;
    try {
      out = Files.createTempDirectory("jlockdep-");
    } catch (IOException e) {
      throw new UsageException("no temporary folder: " + IoTrouble.words(e));
    }
    try {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      Path name = spec.toAbsolutePath().normalize();
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  java.toString(),
                  "-javaagent:%s=out=\"%s\",spec=\"%s\"".formatted(jar, out, name),
                  "-version"));
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        String first = said.lines().findFirst().orElse("the agent did not start");
        throw new UsageException(first.replaceFirst("^jlockdep: ", ""));
      }
    } catch (IOException e) {
      throw new UsageException("the agent could not be asked: " + IoTrouble.words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("interrupted");
    } finally {
      remove(out);
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
