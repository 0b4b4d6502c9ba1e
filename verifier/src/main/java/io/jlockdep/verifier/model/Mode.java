package io.jlockdep.verifier.model;

/** Whether others may hold the lock at the same time. */
public enum Mode {
  EXCLUSIVE,
  SHARED;

  /** The word used in recordings and reports. */
  public String word() {
    return this == EXCLUSIVE ? "exclusive" : "shared";
  }
}
