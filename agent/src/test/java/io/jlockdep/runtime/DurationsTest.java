package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The histogram of durations is as fine as it says. */
class DurationsTest {
  @Test
  void bucketsFollowOneAnotherAndAreNoWiderThanAQuarter() {
    long begin = 0;
    int bucket = 0;
    for (long at = 0; at < 100_000; at++) {
      if (Durations.bucket(at) != bucket) {
        assertThat(Durations.bucket(at)).isEqualTo(bucket + 1);
        assertThat(at - begin).isLessThanOrEqualTo(Math.max(1, begin / 4));
        begin = at;
        bucket++;
      }
    }
    assertThat(Durations.bucket(100_000)).isGreaterThan(50);
  }

  @Test
  void whatIsLongerThanTheLastBucketIsInTheLastBucket() {
    int last = Durations.bucket((1L << 43) - 1);
    assertThat(Durations.bucket(1L << 43)).isEqualTo(last);
    assertThat(Durations.bucket(Long.MAX_VALUE)).isEqualTo(last);
  }

  @Test
  void sumsOfPartsAreTheSumsOfAll() {
    Random random = new Random(3);
    Durations all = new Durations();
    Durations one = new Durations();
    Durations other = new Durations();
    for (int i = 0; i < 1000; i++) {
      long nanos = 1 + random.nextLong(1L << random.nextInt(1, 40));
      all.add(nanos);
      (i % 3 == 0 ? one : other).add(nanos);
    }
    Durations sum = new Durations();
    sum.addAll(new Durations());
    sum.addAll(one);
    sum.addAll(other);
    assertThat(sum.histogram()).isEqualTo(all.histogram());
    assertThat(new long[] {sum.count, sum.total, sum.min, sum.max})
        .containsExactly(all.count, all.total, all.min, all.max);
  }

  @Test
  void theHistogramIsWrittenBucketByBucket() {
    Durations durations = new Durations();
    durations.add(0);
    durations.add(3);
    durations.add(3);
    durations.add(8);
    assertThat(durations.histogram()).isEqualTo("0:1 3:2 8:1");
    assertThat(durations.min).isZero();
  }
}
