package io.jlockdep.verifier.model;

/**
 * One lock object of one recording.
 *
 * @param recording index of the recording in the model
 * @param permits of a semaphore the permits in all, else 0
 * @param releasedElsewhere a thread that did not hold it released it
 */
public record LockInstance(
    int recording, int id, LockClass lockClass, int permits, boolean releasedElsewhere) {

  /** Whether one holder keeps every other out, when held exclusively. */
  public boolean excludes() {
    return !releasedElsewhere && (lockClass.kind() != LockKind.SEMAPHORE || permits == 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LockInstance that && recording == that.recording && id == that.id;
  }

  @Override
  public int hashCode() {
    return recording * 1_000_003 + id;
  }
}
