package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.LockKind;
import org.junit.jupiter.api.Test;

/** More cycles than anyone can list. */
class DenseGraphTest {
  @Test
  void a_complete_graph_of_classes_ends_and_says_that_it_was_cut() {
    TestRun run = new TestRun();
    int size = 300;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (i != j) {
          run.thread("t" + (i + j) % 4)
              .nest(run.lock("L" + i, LockKind.MONITOR), run.lock("L" + j, LockKind.MONITOR));
        }
      }
    }
    Judgement judgement = Judge.judge(run.model());
    assertThat(judgement.findings()).isNotEmpty().hasSizeLessThan(1000);
    assertThat(judgement.cyclesCut()).isTrue();
  }
}
