package io.jlockdep.samplefs.scenario;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario in a thread of its own, named {@code writer}, and tells whether it came back.
 */
public final class ScenarioRun {
  private final Scenario scenario;
  private final Stage stage;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread writer;

  /**
   * Mounts the device, which then belongs to this run.
   *
   * @param log called in the threads of the scenario with each step
   */
  public ScenarioRun(
      Scenario scenario, BlockDevice device, Set<Behaviour> behaviours, Consumer<String> log)
      throws IOException {
    this.scenario = scenario;
    this.stage = new Stage(device, behaviours, log);
    this.writer = new Thread(this::play, "writer");
    this.writer.setDaemon(true);
  }

  /**
   * Runs it.
   *
   * @param timeout how long to wait for its end; null for ever
   * @return empty if it ended; else where its thread is
   * @throws IOException if the scenario failed, or the caller was interrupted
   */
  public String run(@Nullable Duration timeout) throws IOException {
    writer.start();
    try {
      writer.join(timeout == null ? 0 : Math.max(1, timeout.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (writer.isAlive()) {
      return writer.getName() + " is in " + where(writer.getStackTrace());
    }
    Exception cause = failure.get();
    if (cause != null) {
      throw new IOException(cause.getMessage(), cause);
    }
    stage.fileSystem().close();
    return "";
  }

  private void play() {
    try {
      scenario.play(stage);
    } catch (Exception e) {
      failure.set(e);
    }
  }

  /** The frames of the filesystem, innermost first. */
  private static String where(StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (type.startsWith("io.jlockdep.samplefs.") && !type.contains(".scenario.")) {
        text.append(text.isEmpty() ? "" : " < ");
        text.append(type.substring(type.lastIndexOf('.') + 1))
            .append('.')
            .append(frame.getMethodName());
      }
    }
    return text.toString();
  }
}
