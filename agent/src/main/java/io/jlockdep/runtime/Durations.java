package io.jlockdep.runtime;

/**
 * How many durations there were, how long they were in all, at least and at most, and a histogram
 * of them, all in nanoseconds. Not safe for threads.
 *
 * <p>Each power of two is divided into four buckets, so that what is read off the histogram is at
 * most 25 % too large. Beyond 2^42 ns (73 minutes) all share the last bucket.
 */
final class Durations {
  private static final int TOP = 42;
  private static final int BUCKETS = (TOP - 1) * 4 + 4;
  private static final long[] NONE = {};

  long count;
  long total;
  long min;
  long max;
  private long[] buckets = NONE;

  void add(long nanos) {
    long length = Math.max(0, nanos);
    min = count == 0 ? length : Math.min(min, length);
    max = Math.max(max, length);
    count++;
    total += length;
    if (buckets.length == 0) {
      buckets = new long[BUCKETS];
    }
    buckets[bucket(length)]++;
  }

  void addAll(Durations other) {
    if (other.count == 0) {
      return;
    }
    min = count == 0 ? other.min : Math.min(min, other.min);
    max = Math.max(max, other.max);
    count += other.count;
    total += other.total;
    if (buckets.length == 0) {
      buckets = new long[BUCKETS];
    }
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] += other.buckets[i];
    }
  }

  /** {@code bucket:count} of those that are not empty, separated by blanks. */
  String histogram() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < buckets.length; i++) {
      if (buckets[i] != 0) {
        text.append(text.length() == 0 ? "" : " ").append(i).append(':').append(buckets[i]);
      }
    }
    return text.toString();
  }

  /** Below 4 the number itself, then four for each power of two. */
  static int bucket(long nanos) {
    if (nanos < 4) {
      return (int) nanos;
    }
    int top = 63 - Long.numberOfLeadingZeros(nanos);
    return top > TOP ? BUCKETS - 1 : (top - 1) * 4 + (int) (nanos >>> (top - 2) & 3);
  }
}
