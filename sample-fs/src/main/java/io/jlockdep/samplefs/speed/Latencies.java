package io.jlockdep.samplefs.speed;

import java.util.Arrays;

/** How long each operation took, in nanoseconds. For one thread. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  void add(long one) {
    makeRoom(count + 1);
    nanos[count++] = one;
  }

  void addAll(Latencies others) {
    makeRoom(count + others.count);
    System.arraycopy(others.nanos, 0, nanos, count, others.count);
    count += others.count;
  }

  private void makeRoom(int wanted) {
    if (wanted > nanos.length) {
      nanos = Arrays.copyOf(nanos, Math.max(wanted, 2 * nanos.length));
    }
  }

  /**
   * What they amount to.
   *
   * @param elapsed nanoseconds from the start of the first operation to the end of the last
   * @param lockWait nanoseconds that all threads waited for the inode lock
   */
  Measured measured(long elapsed, int threads, long lockWait) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Measured(
        count,
        elapsed,
        quantile(sorted, 0.5),
        quantile(sorted, 0.99),
        (double) lockWait / ((double) elapsed * threads));
  }

  /** The smallest value that at least this part of all values does not exceed. */
  static long quantile(long[] sorted, double part) {
    if (sorted.length == 0) {
      return 0;
    }
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }
}
