package io.jlockdep.verifier.model;

import java.util.List;
import java.util.Optional;

/** Everything recorded about waits for events; each list by recording and seq. */
public record Waits(List<EventWait> waits, List<Signal> signals, List<TaskStep> tasks) {
  /** The primitive of a signal that begins a declared count, and so wakes nobody. */
  public static final String BEGIN = "count-begin";

  /** Nothing. */
  public static final Waits NONE = new Waits(List.of(), List.of(), List.of());

  public Waits {
    waits = List.copyOf(waits);
    signals = List.copyOf(signals);
    tasks = List.copyOf(tasks);
  }

  /** Where a thread began a declared count last, if that was recorded. */
  public Optional<Signal> begun(RecordedThread thread, LockInstance count) {
    return signals.stream()
        .filter(signal -> signal.primitive().equals(BEGIN))
        .filter(signal -> signal.thread().equals(thread) && signal.event().equals(count))
        .reduce((before, last) -> last);
  }
}
