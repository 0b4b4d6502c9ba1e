package io.jlockdep.agent.spec;

/** A spec file that cannot be used; the message is one line, {@code FILE:LINE: what}. */
public final class SpecException extends Exception {
  private static final long serialVersionUID = 1L;

  SpecException(String message) {
    super(message);
  }
}
