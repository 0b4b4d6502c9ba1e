package io.jlockdep.verifier.model;

/**
 * How long a class of locks was waited for and held, in one mode.
 *
 * @param waits of the acquisitions that had to wait for a holder
 * @param holds of the holds that have ended
 */
public record LockTimes(
    LockClass lockClass, Mode mode, long acquisitions, Durations waits, Durations holds) {
  /** Both together; of one class and mode. */
  LockTimes plus(LockTimes other) {
    return new LockTimes(
        lockClass,
        mode,
        acquisitions + other.acquisitions,
        waits.plus(other.waits),
        holds.plus(other.holds));
  }
}
