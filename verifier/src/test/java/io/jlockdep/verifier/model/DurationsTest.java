package io.jlockdep.verifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Percentiles are read off a histogram with the error that is stated. */
class DurationsTest {
  @Test
  void a_percentile_is_never_too_small_and_a_quarter_too_large_at_most() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      long[] all = new long[1 + random.nextInt(300)];
      TreeMap<Integer, Long> buckets = new TreeMap<>();
      for (int i = 0; i < all.length; i++) {
        all[i] = random.nextLong(1L << random.nextInt(1, 41));
        buckets.merge(bucket(all[i]), 1L, Long::sum);
      }
      Arrays.sort(all);
      long max = all[all.length - 1];
      Durations durations =
          new Durations(all.length, Arrays.stream(all).sum(), all[0], max, buckets);
      for (double share : new double[] {0.5, 0.99, 1}) {
        long exact = all[(int) Math.ceil(all.length * share) - 1];
        assertThat(durations.percentile(share))
            .as("%s of %s, seed %d", share, Arrays.toString(all), seed)
            .isBetween(exact, exact + exact / 4);
      }
    }
  }

  @Test
  void two_are_added_up() {
    Durations one = new Durations(1, 5, 5, 5, new TreeMap<>(Map.of(5, 1L)));
    Durations both = one.plus(new Durations(2, 10, 3, 7, new TreeMap<>(Map.of(3, 1L, 7, 1L))));
    assertThat(both)
        .isEqualTo(new Durations(3, 15, 3, 7, new TreeMap<>(Map.of(3, 1L, 5, 1L, 7, 1L))));
    assertThat(one.plus(Durations.NONE)).isEqualTo(one);
    assertThat(Durations.NONE.plus(one)).isEqualTo(one);
    assertThat(Durations.NONE.percentile(0.99)).isZero();
  }

  /** As docs/recording-format.md has it: the last bucket that does not begin later. */
  private static int bucket(long nanos) {
    int bucket = (int) Math.min(nanos, 3);
    while (bucket < 167 && begin(bucket + 1) <= nanos) {
      bucket++;
    }
    return bucket;
  }

  private static long begin(int bucket) {
    return bucket < 4 ? bucket : (4L + bucket % 4) * (1L << (bucket / 4 - 1));
  }
}
