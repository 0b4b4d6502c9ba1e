package io.jlockdep.verifier.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Durations of one sort, in nanoseconds.
 *
 * @param min 0 if there are none
 * @param buckets how many there are in each bucket: below 4 ns one for each number, then four for
 *     each power of two
 */
public record Durations(
    long count, long total, long min, long max, SortedMap<Integer, Long> buckets) {
  /** None at all. */
  public static final Durations NONE = new Durations(0, 0, 0, 0, new TreeMap<>());

  /** How much too large {@link #percentile} can be: a quarter. */
  public static final int ERROR_PERCENT = 25;

  public Durations {
    buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
  }

  /** 0 if there are none. */
  public long average() {
    return count == 0 ? 0 : total / count;
  }

  /**
   * What {@code share} of all durations do not exceed, read off the histogram: never too small, too
   * large by {@link #ERROR_PERCENT} at most.
   *
   * @param share from 0 to 1
   */
  public long percentile(double share) {
    long counted = buckets.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(counted * share);
    long seen = 0;
    for (Map.Entry<Integer, Long> each : buckets.entrySet()) {
      seen += each.getValue();
      if (seen >= wanted) {
        return Math.min(max, lastOf(each.getKey()));
      }
    }
    return max;
  }

  /** Both together. */
  public Durations plus(Durations other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    SortedMap<Integer, Long> both = new TreeMap<>(buckets);
    other.buckets.forEach((bucket, many) -> both.merge(bucket, many, Long::sum));
    return new Durations(
        count + other.count,
        total + other.total,
        Math.min(min, other.min),
        Math.max(max, other.max),
        both);
  }

  /** The greatest duration of a bucket. */
  static long lastOf(int bucket) {
    return bucket < 4 ? bucket : ((5L + bucket % 4) << (bucket / 4 - 1)) - 1;
  }
}
