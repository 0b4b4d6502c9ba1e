package io.jlockdep.runtime.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** One run of {@link Woven} in a JVM of its own, and its recording. */
public final class WovenRun {
  public final int exitCode;
  public final String output;
  private final Path recording;

  private WovenRun(int exitCode, String output, Path recording) {
    this.exitCode = exitCode;
    this.output = output;
    this.recording = recording;
  }

  public static ProcessBuilder command(
      Path recording, String scenario, String level, String... jvmOptions) {
    String home = System.getProperty("jlockdep.testJavaHome", System.getProperty("java.home"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(home, "bin", "java").toString());
    command.add("-Xshare:auto");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");
    command.add("--add-opens=jdk.jfr/jdk.jfr.internal=ALL-UNNAMED");
    command.addAll(List.of(jvmOptions));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.jlockdep.runtime.app.Woven");
    command.add(scenario);
    command.add(recording.toString());
    command.add(level);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Runs it to its end, which must come within a minute. */
  public static WovenRun of(Path directory, String scenario, String... jvmOptions)
      throws IOException, InterruptedException {
    return of(directory, scenario, "graph", List.of(), jvmOptions);
  }

  public static WovenRun of(
      Path directory, String scenario, String level, List<String> more, String... jvmOptions)
      throws IOException, InterruptedException {
    Path recording = directory.resolve(scenario + ".jfr");
    Path log = directory.resolve(scenario + ".log");
    ProcessBuilder builder = command(recording, scenario, level, jvmOptions);
    builder.command().addAll(more);
    Process process = builder.redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("does not end: " + Files.readString(log));
    }
    return new WovenRun(process.exitValue(), Files.readString(log), recording);
  }

  /** The events of one type, in order of {@code seq} where they have one. */
  public List<RecordedEvent> events(String type) {
    return events(recording, type);
  }

  public static List<RecordedEvent> events(Path recording, String type) {
    List<RecordedEvent> found = new ArrayList<>();
    try {
      for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
        if (event.getEventType().getName().equals("jlockdep." + type)) {
          found.add(event);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!found.isEmpty() && found.get(0).hasField("seq")) {
      found.sort(Comparator.comparingLong(event -> event.getLong("seq")));
    }
    return found;
  }

  /** Acquisitions as {@code held,held -> acquired how}, with class names and modes. */
  public List<String> witnesses() {
    List<String> lines = new ArrayList<>();
    for (RecordedEvent event : events("Acquisition")) {
      StringBuilder line = new StringBuilder();
      for (String held : event.getString("held").split(";")) {
        if (!held.isEmpty()) {
          String[] parts = held.split(":");
          line.append(className(Integer.parseInt(parts[1]))).append('/').append(parts[2]);
          line.append(' ');
        }
      }
      line.append("-> ").append(className(event.getInt("lockClass"))).append('/');
      line.append(event.getString("mode").charAt(0)).append(' ').append(event.getString("how"));
      if (!event.getString("operations").isEmpty()) {
        line.append(" in ").append(event.getString("operations"));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  public String className(int id) {
    for (RecordedEvent event : events("LockClass")) {
      if (event.getInt("lockClass") == id) {
        return event.getString("name").replace("io.jlockdep.runtime.app.Woven.", "");
      }
    }
    return "unknown class " + id;
  }
}
