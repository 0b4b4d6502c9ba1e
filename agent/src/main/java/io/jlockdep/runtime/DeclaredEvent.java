package io.jlockdep.runtime;

import io.jlockdep.runtime.event.DeclaredEventEvent;
import io.jlockdep.runtime.event.Entry;

/** An event that the spec file declares. */
final class DeclaredEvent extends Fact {
  private final int id;
  private final String name;
  private final String method;

  DeclaredEvent(int id, String name, String method) {
    this.id = id;
    this.name = name;
    this.method = method;
  }

  @Override
  Entry event() {
    DeclaredEventEvent event = new DeclaredEventEvent();
    event.event = id;
    event.name = name;
    event.method = method;
    return event;
  }
}
