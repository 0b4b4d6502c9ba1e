package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A declared event has happened.
 *
 * @param recording number of the recording: values of different ones are different
 * @param time nanoseconds since the recording began
 * @param values what it carries: numbers of objects, or whole numbers
 */
public record Occurrence(
    int recording,
    RecordedThread thread,
    long seq,
    long time,
    String event,
    List<Long> values,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held,
    List<Operation> operations) {
  public Occurrence {
    values = List.copyOf(values);
    stack = List.copyOf(stack);
    held = List.copyOf(held);
    operations = List.copyOf(operations);
  }

  /** {@code name(values)}. */
  public String text() {
    return event
        + "("
        + String.join(", ", values.stream().map(value -> Long.toString(value)).toList())
        + ")";
  }
}
