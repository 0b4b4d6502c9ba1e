package io.jlockdep.verifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NumberTablesTest {
  private final Random random = new Random(7);

  @Test
  void a_set_of_longs_has_what_was_added_and_nothing_else() {
    LongSet set = new LongSet();
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      long number = (long) random.nextInt(300) << 32 | random.nextInt(200);
      assertThat(set.add(number)).isEqualTo(expected.add(number));
    }
  }

  @Test
  void a_map_from_long_to_int_keeps_the_last_value_of_each_key() {
    LongIntMap map = new LongIntMap();
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      long key = random.nextLong() >> 56 + random.nextInt(8);
      map.put(key, i);
      expected.put(key, i);
    }
    assertThat(map.size()).isEqualTo(expected.size());
    expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
    assertThat(map.get(Long.MIN_VALUE)).isEqualTo(LongIntMap.NONE);
  }
}
