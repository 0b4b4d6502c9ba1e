package io.jlockdep.verifier.check.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapRoomTest {
  @Test
  void a_little_fits_and_more_than_the_heap_does_not() {
    long most = Runtime.getRuntime().maxMemory();
    assertThat(HeapRoom.has(1 << 10)).isTrue();
    assertThat(HeapRoom.has(most / 20)).isTrue();
    assertThat(HeapRoom.has(most)).isFalse();
  }
}
