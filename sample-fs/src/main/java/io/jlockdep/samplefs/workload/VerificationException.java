package io.jlockdep.samplefs.workload;

/** What was read is not what was written. */
public final class VerificationException extends RuntimeException {
  public VerificationException(String message) {
    super(message);
  }
}
