package io.jlockdep.agent.spec;

/** A method of a declared lock type, and what it does to the lock. */
public record LockMethod(Kind kind, MethodPattern method, Mode mode) {

  /** What the method does. */
  public enum Kind {
    /** The lock is held when the method returns. */
    ACQUIRE("acquire"),
    /** The lock is held when the method returns true. */
    TRY("try"),
    /** The lock is given up in the method. */
    RELEASE("release");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The key used in spec files. */
    public String word() {
      return word;
    }
  }
}
