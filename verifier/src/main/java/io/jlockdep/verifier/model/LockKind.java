package io.jlockdep.verifier.model;

import java.util.Set;

/** What a lock is made of, in the words of the recording format. */
public enum LockKind {
  MONITOR("monitor"),
  REENTRANT_LOCK("reentrant-lock"),
  RW_LOCK("rw-lock"),
  STAMPED_LOCK("stamped-lock"),
  SEMAPHORE("semaphore"),
  DECLARED("declared"),
  LOCK("lock"),
  /** No lock, but something to wait for: a latch, a condition, a future, a declared count... */
  EVENT("event");

  private static final Set<String> EVENTS =
      Set.of(
          "latch",
          "barrier",
          "phaser",
          "exchanger",
          "condition",
          "future",
          "queue",
          "thread",
          "park",
          "process",
          "executor",
          "count");

  private final String word;

  LockKind(String word) {
    this.word = word;
  }

  /** The word used in recordings and reports. */
  public String word() {
    return word;
  }

  /** The kind of that name; {@link #LOCK} for one that is not known. */
  public static LockKind of(String word) {
    if (EVENTS.contains(word)) {
      return EVENT;
    }
    for (LockKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    return LOCK;
  }
}
