package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.OperationEvent;

/** A declared operation. */
final class Operation extends Fact {
  private final int id;
  private final String name;
  private final String method;

  Operation(int id, String name, String method) {
    this.id = id;
    this.name = name;
    this.method = method;
  }

  @Override
  Entry event() {
    OperationEvent event = new OperationEvent();
    event.operation = id;
    event.name = name;
    event.method = method;
    return event;
  }
}
