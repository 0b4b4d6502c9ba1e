package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTextsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 500, 1_000_000})
  void every_text_comes_back_in_any_order(int kept) {
    BlockTexts texts = new BlockTexts(kept);
    List<BlockTexts.Text> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(texts.add("\u007f" + "x".repeat(i % 7) + i));
    }
    long characters = all.stream().mapToLong(text -> text.get().length()).sum();
    assertThat(texts.spilled())
        .isLessThanOrEqualTo(characters)
        .isGreaterThanOrEqualTo(Math.max(0, characters - kept));
    assertThat(texts.spilled() > 0).as("something is in the file").isEqualTo(kept < characters);
    for (int i = all.size() - 1; i >= 0; i--) {
      assertThat(all.get(i).get()).isEqualTo("\u007f" + "x".repeat(i % 7) + i);
    }
  }
}
