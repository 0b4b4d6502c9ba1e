package io.jlockdep.samplefs.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExerciserTest {
  @Test
  void twentyThousandOperationsAgreeWithTheModel() throws IOException {
    Exerciser.Result result = Exerciser.run(20_000, 7);
    assertThat(result.remounts()).isEqualTo(11);
    assertThat(result.bytesCompared()).isGreaterThan(10_000_000);
  }

  @Test
  void aModelFileReadsAsItWasWritten() {
    ModelFile file = new ModelFile();
    file.write(2, new byte[] {1, 2, 3});
    file.zero(3, 9);
    assertThat(file.read(0, 10)).containsExactly(0, 0, 1, 0, 0);
    assertThat(file.read(7, 1)).isEmpty();
    assertThat(file.isZero(3, 9)).isTrue();
    assertThat(file.isZero(2, 3)).isFalse();
  }
}
