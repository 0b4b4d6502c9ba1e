package io.jlockdep.verifier.model;

/** What is known of those who kept somebody waiting. */
public enum Holder {
  /** Their stack. */
  STACK("stack"),
  /** Nobody held the lock: it was free, and the waiter not running yet. */
  HAND_OFF("hand-off"),
  /** They held it too long ago to be remembered. */
  UNKNOWN("unknown"),
  /** There were too many different ones. */
  OTHER("other");

  private final String word;

  Holder(String word) {
    this.word = word;
  }

  /** As in recordings and reports. */
  public String word() {
    return word;
  }

  /** The one of that word; {@link #UNKNOWN} for one that is not known. */
  public static Holder of(String word) {
    for (Holder each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    return UNKNOWN;
  }
}
