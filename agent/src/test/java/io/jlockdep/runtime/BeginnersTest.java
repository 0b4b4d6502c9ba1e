package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeginnersTest {
  private final Beginners beginners = new Beginners();

  @Test
  void who_has_ended_it_as_often_as_begun_is_none() {
    beginners.add(7);
    beginners.add(7);
    beginners.remove(7);
    assertThat(beginners.has(7)).isTrue();
    beginners.remove(7);
    assertThat(beginners.has(7)).isFalse();
    beginners.remove(7);
    beginners.add(7);
    assertThat(beginners.has(7)).isTrue();
  }

  @Test
  void who_ends_it_for_another_is_none() {
    beginners.add(1);
    beginners.remove(2);
    assertThat(beginners.has(1)).isTrue();
    assertThat(beginners.has(2)).isFalse();
  }

  @Test
  void places_of_those_who_are_done_are_used_first_and_then_those_of_the_oldest() {
    for (int thread = 1; thread <= 16; thread++) {
      beginners.add(thread);
    }
    beginners.remove(5);
    beginners.add(17);
    assertThat(beginners.has(1)).isTrue();
    assertThat(beginners.has(17)).isTrue();
    for (int thread = 18; thread <= 1_000; thread++) {
      beginners.add(thread);
    }
    for (int thread = 985; thread <= 1_000; thread++) {
      assertThat(beginners.has(thread)).as("thread " + thread).isTrue();
    }
    assertThat(beginners.has(1)).isFalse();
  }
}
