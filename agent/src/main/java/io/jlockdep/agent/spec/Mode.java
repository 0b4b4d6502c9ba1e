package io.jlockdep.agent.spec;

/** How a declared method takes or gives up its lock. */
public enum Mode {
  EXCLUSIVE("exclusive"),
  SHARED("shared");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** The word used in spec files and recordings. */
  public String word() {
    return word;
  }
}
