package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColoursTest {
  @Test
  void heads_labels_and_stacks_are_painted_and_nothing_is_lost() {
    String report =
        """
        jlockdep: 1 error, 0 warnings, 0 notes
        [1] ERROR lock order inversion  (lock-order)
                at com.example.Main.run(Main.java:10)
            what next:      choose one order
        """;
    String painted = Colours.paint(report);
    assertThat(painted).contains("\u001b[1;31m[1] ERROR");
    assertThat(painted.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(report);
    assertThat(painted.lines().findFirst()).contains("jlockdep: 1 error, 0 warnings, 0 notes");
  }
}
