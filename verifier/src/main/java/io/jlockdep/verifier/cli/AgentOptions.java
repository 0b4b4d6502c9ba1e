package io.jlockdep.verifier.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The agent's options as options of the command line. */
final class AgentOptions {
  @Option(
      names = "--agent",
      paramLabel = "JAR",
      description = "The agent (default: jlockdep-agent.jar beside jlockdep.jar).")
  private @Nullable Path agent;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "graph (default): what is new; trace: every acquisition.")
  private @Nullable String level;

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "Spec file: names, locks of your own, operations, rules.")
  private @Nullable Path spec;

  @Option(
      names = "--on-deadlock",
      paramLabel = "WHAT",
      description = "record (default), or halt: end the JVM with exit code 86.")
  private @Nullable String onDeadlock;

  @Option(
      names = "--contention",
      description = "Time how long locks are waited for and held, and because of whom.")
  private boolean contention;

  @Option(
      names = "--include",
      paramLabel = "PREFIX",
      split = "[,:]",
      description = "Packages to weave.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PREFIX",
      split = "[,:]",
      description = "Packages not to weave.")
  private List<String> exclude = new ArrayList<>();

  @Option(names = "--verbose", description = "The agent prints a summary when the JVM ends.")
  private boolean verbose;

  /**
   * The agent's jar.
   *
   * @throws UsageException if there is none
   */
  Path jar() throws UsageException {
    return AgentJar.find(agent);
  }

  /**
   * The options as the agent reads them.
   *
   * @param out the recording, or the folder for recordings
   * @throws UsageException if one of them cannot be written so
   */
  String text(Path out) throws UsageException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("out", out.toAbsolutePath().normalize().toString());
    put(values, "level", level);
    Path specFile = spec;
    if (specFile != null) {
      if (!Files.isRegularFile(specFile)) {
        throw new UsageException(specFile + ": no such spec file; check --spec");
      }
      values.put("spec", specFile.toAbsolutePath().normalize().toString());
    }
    put(values, "on-deadlock", onDeadlock);
    put(values, "contention", contention ? "on" : null);
    put(values, "include", include.isEmpty() ? null : String.join(":", include));
    put(values, "exclude", exclude.isEmpty() ? null : String.join(":", exclude));
    put(values, "verbose", verbose ? "true" : null);
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> each : values.entrySet()) {
      String value = each.getValue();
      if (value.contains("\"")) {
        throw new UsageException("--" + each.getKey() + ": a quote in " + value);
      }
      parts.add(each.getKey() + "=" + (value.contains(",") ? '"' + value + '"' : value));
    }
    return String.join(",", parts);
  }

  private static void put(Map<String, String> values, String key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }
}
