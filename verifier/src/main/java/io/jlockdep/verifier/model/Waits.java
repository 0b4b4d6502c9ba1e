package io.jlockdep.verifier.model;

import java.util.List;

/** Everything recorded about waits for events; each list by recording and seq. */
public record Waits(List<EventWait> waits, List<Signal> signals, List<TaskStep> tasks) {
  /** Nothing. */
  public static final Waits NONE = new Waits(List.of(), List.of(), List.of());

  public Waits {
    waits = List.copyOf(waits);
    signals = List.copyOf(signals);
    tasks = List.copyOf(tasks);
  }
}
