package io.jlockdep.verifier.model;

import java.util.Locale;

/** What kind of trouble a finding is. */
public enum Category {
  LOCK_ORDER,
  SELF_DEADLOCK,
  WAIT_CYCLE,
  DEADLOCK,
  SYNC_UNDER_LOCK,
  BLOCKING_UNDER_LOCK,
  HELD_AT_EXIT,
  CONTRACT,
  DURABILITY,
  IMBALANCE,
  LOCK_REPLACED;

  /** The word used in reports: {@code lock-order}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
