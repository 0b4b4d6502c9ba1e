package io.jlockdep.runtime;

/** How a lock is asked for: modes and ways, as small numbers. */
final class Acquire {
  static final int EXCLUSIVE = 0;
  static final int SHARED = 1;

  static final int BLOCKING = 0;
  static final int INTERRUPTIBLE = 1;
  static final int TIMED = 2;
  static final int TRY = 3;
  static final int REACQUIRE = 4;

  private static final String[] HOW = {
    "blocking", "interruptible", "timed", "try", "reacquire",
  };

  private Acquire() {}

  static String modeName(int mode) {
    return mode == EXCLUSIVE ? "exclusive" : "shared";
  }

  static char modeLetter(int mode) {
    return mode == EXCLUSIVE ? 'x' : 's';
  }

  static String howName(int how) {
    return HOW[how];
  }

  static char howLetter(int how) {
    return "bityr".charAt(how);
  }
}
