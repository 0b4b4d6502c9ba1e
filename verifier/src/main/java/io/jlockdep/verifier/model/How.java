package io.jlockdep.verifier.model;

import java.util.Locale;

/** How a thread asked for a lock. */
public enum How {
  BLOCKING,
  INTERRUPTIBLE,
  TIMED,
  TRY,
  /** After {@code Object.wait} or {@code Condition.await}. */
  REACQUIRE;

  /** Whether the thread may wait at all. */
  public boolean waits() {
    return this != TRY;
  }

  /** The word used in recordings and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
