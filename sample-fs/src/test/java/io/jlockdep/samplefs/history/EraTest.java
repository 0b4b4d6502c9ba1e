package io.jlockdep.samplefs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EraTest {
  @Test
  void theErasHaveTheirRows() {
    assertThat(Era.E2020_IOMAP.rows()).isEqualTo("3, 4");
    assertThat(Era.FIXED.behaviours()).isEmpty();
    assertThat(Era.FIXED.rows()).isEqualTo("-");
    assertThat(Era.E2020_EXCLUSIVE.rows()).isEqualTo("-");
  }

  @Test
  void everyRowIsThereOnce() {
    assertThat(Arrays.stream(Behaviour.values()).map(Behaviour::row)).doesNotHaveDuplicates();
  }
}
