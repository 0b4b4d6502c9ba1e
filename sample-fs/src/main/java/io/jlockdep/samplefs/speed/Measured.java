package io.jlockdep.samplefs.speed;

/**
 * One run.
 *
 * @param operations writes that were finished
 * @param nanos how long the run took
 * @param medianNanos latency that half of the writes did not exceed
 * @param p99Nanos latency that 99 % of the writes did not exceed
 * @param lockWait part of all threads' time spent waiting for the inode lock, 0 to 1
 */
public record Measured(
    long operations, long nanos, long medianNanos, long p99Nanos, double lockWait) {
  public double perSecond() {
    return operations * 1e9 / nanos;
  }
}
