package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Something to be written to the recording. Made by any thread, made into an event by the recorder
 * thread only: a commit inside a hook could meet JFR's own locks.
 */
abstract class Fact {
  volatile @Nullable Fact next;

  /** Its share of the queue's bound; about 64 bytes a unit. */
  int weight() {
    return 1;
  }

  /** The event that says it. */
  abstract Entry event();
}
