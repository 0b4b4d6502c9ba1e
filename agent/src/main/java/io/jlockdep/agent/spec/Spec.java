package io.jlockdep.agent.spec;

import java.util.List;

/**
 * What a spec file says.
 *
 * @param file the file's name as given, or empty without a spec
 * @param text the file's text, whole
 */
public record Spec(
    String file,
    String text,
    List<LockType> lockTypes,
    List<LockName> locks,
    List<Operation> operations,
    List<CountedWait> waits,
    List<EventPoint> events,
    List<Contract> contracts) {
  public Spec {
    lockTypes = List.copyOf(lockTypes);
    locks = List.copyOf(locks);
    operations = List.copyOf(operations);
    waits = List.copyOf(waits);
    events = List.copyOf(events);
    contracts = List.copyOf(contracts);
  }

  /** No spec file: nothing is declared. */
  public static Spec none() {
    return new Spec("", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
