package io.jlockdep.samplefs.cli;

/** Checks of option values that picocli does not make. */
final class Arguments {
  private Arguments() {}

  /**
   * @throws UsageException if the value is not positive
   */
  static void requirePositive(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + ": " + value + " is not a positive number");
    }
  }

  /** A value that no command can work with; ends with exit code 2. */
  static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }
}
