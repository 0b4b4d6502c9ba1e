package io.jlockdep.verifier.read;

/** A file cannot be used at all; the message is one line: what, where, what next. */
public final class CannotReadException extends Exception {
  public CannotReadException(String message) {
    super(message);
  }
}
