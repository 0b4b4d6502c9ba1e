package io.jlockdep.verifier.cli;

/** The command cannot be carried out as given; the message is one line. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
