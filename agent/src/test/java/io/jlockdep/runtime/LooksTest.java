package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Counting of first occurrences, the sums of blocking calls, and the sizes of pools. */
class LooksTest {
  @Test
  void every_key_is_counted_by_itself() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Looks looks = new Looks(1 << 12);
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      long key = 1 + random.nextInt(500) * 0x1_0000_0001L;
      assertThat(looks.next(key))
          .as("seed %d", seed)
          .isEqualTo(expected.merge(key, 1, Integer::sum));
    }
  }

  @Test
  void a_table_that_grew_too_large_forgets() {
    Looks looks = new Looks(16);
    looks.next(1);
    for (long key = 2; key < 100; key++) {
      looks.next(key);
    }
    assertThat(looks.next(1)).isEqualTo(1);
  }

  @Test
  void places_are_counted_beyond_the_first_table() {
    PlaceCounts counts = new PlaceCounts();
    assertThat(counts.next(3)).isEqualTo(1);
    assertThat(counts.next(1000)).isEqualTo(1);
    assertThat(counts.next(1000)).isEqualTo(2);
    assertThat(counts.next(3)).isEqualTo(2);
  }

  @Test
  void blocking_calls_are_summed_by_place() {
    BlockingTotals totals = new BlockingTotals();
    totals.add(7, 10);
    totals.add(8, 1);
    int at = totals.add(7, 5);
    assertThat(totals.count(at)).isEqualTo(2);
    assertThat(totals.nanos(at)).isEqualTo(15);
  }

  @Test
  void too_many_places_share_one_sum() {
    BlockingTotals totals = new BlockingTotals();
    for (long key = 1; key <= 2000; key++) {
      totals.add(key, 1);
    }
    assertThat(totals.count(totals.add(1, 1))).isEqualTo(2);
    assertThat(totals.count(totals.add(3000, 1))).isEqualTo(978);
  }

  @Test
  void a_pool_is_as_large_as_it_can_get_for_what_it_has_queued() {
    ExecutorService fixed = Executors.newFixedThreadPool(3);
    ExecutorService cached = Executors.newCachedThreadPool();
    ThreadPoolExecutor direct =
        new ThreadPoolExecutor(1, 5, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(2);
    assertThat(PoolSize.of(fixed)).isEqualTo(3);
    assertThat(PoolSize.of(cached)).isZero();
    assertThat(PoolSize.of(direct)).isEqualTo(5);
    assertThat(PoolSize.of(scheduled)).isEqualTo(2);
    assertThat(PoolSize.of(null)).isZero();
    for (ExecutorService pool : new ExecutorService[] {fixed, cached, direct, scheduled}) {
      pool.shutdown();
    }
  }

  @Test
  void following_ends_by_itself_and_leaves_operations_as_they_are() {
    Spans spans = new Spans();
    spans.begin(1);
    long inside = spans.key;
    spans.follow(99, 5, 2);
    assertThat(spans.key).isNotEqualTo(inside);
    spans.tire();
    spans.tire();
    assertThat(spans.since).isEqualTo(5);
    spans.tire();
    assertThat(spans.since).isZero();
    assertThat(spans.key).isEqualTo(inside);
    spans.end(1);
    assertThat(spans.key).isZero();
  }
}
