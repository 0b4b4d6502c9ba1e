package io.jlockdep.samplefs.exercise;

/** The filesystem and the model disagree; the message says where, and how to do it again. */
public final class MismatchException extends RuntimeException {
  MismatchException(String message) {
    super(message);
  }
}
