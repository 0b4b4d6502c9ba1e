package io.jlockdep.verifier.check.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.TraceFigures;
import io.jlockdep.verifier.read.ModelReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces in the exchange format, short enough to be judged by hand: {@code 1:acq(a)}. */
class PredictionTest {
  @TempDir Path folder;

  private Judgement judge(String events) throws Exception {
    StringBuilder text = new StringBuilder();
    int line = 0;
    for (String event : events.trim().split("\\s+")) {
      String[] parts = event.split(":");
      text.append('T').append(parts[0]).append('|').append(parts[1]).append("|at").append(++line);
      text.append('\n');
    }
    ModelReader reader = new ModelReader(Optional.empty());
    reader.addStd(Files.writeString(folder.resolve("t.std"), text), true);
    return Judge.judge(reader.model());
  }

  private TraceFigures figures(String events) throws Exception {
    TraceFigures figures = judge(events).traces();
    assertThat(figures.rejected()).isZero();
    return figures;
  }

  private static String nest(int thread, String outer, String inner) {
    return " %d:acq(%s) %d:acq(%s) %d:rel(%s) %d:rel(%s) "
        .formatted(thread, outer, thread, inner, thread, inner, thread, outer);
  }

  @Test
  void two_threads_in_opposite_orders_are_predicted() throws Exception {
    Judgement judgement = judge(nest(1, "a", "b") + nest(2, "b", "a"));
    assertThat(judgement.traces().cycles()).isEqualTo(1);
    assertThat(judgement.traces().patterns()).isEqualTo(1);
    assertThat(judgement.traces().predicted()).isEqualTo(1);
    assertThat(judgement.findings()).hasSize(1);
    Finding finding = judgement.findings().get(0);
    assertThat(finding.verdict().grade()).isEqualTo(Grade.PREDICTED);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.witness().orElseThrow().events()).isEqualTo(2);
    assertThat(finding.edges().get(0).acquisition().site().toString()).isEqualTo("at2");
    assertThat(finding.edges().get(1).held().site().toString()).isEqualTo("at5");
  }

  @Test
  void a_read_that_needs_the_end_of_the_other_section_refutes_it() throws Exception {
    TraceFigures figures =
        figures(
            "1:acq(a) 1:acq(b) 1:w(x) 1:rel(b) 1:rel(a) 2:acq(b) 2:r(x) 2:acq(a) 2:rel(a) 2:rel(b)");
    assertThat(figures.patterns()).isEqualTo(1);
    assertThat(figures.predicted()).isZero();
  }

  @Test
  void what_reads_keep_apart_is_a_warning_and_what_only_locks_keep_apart_an_error()
      throws Exception {
    Finding apart =
        judge(nest(1, "a", "b") + "1:w(x) 2:r(x)" + nest(2, "b", "a")).findings().get(0);
    assertThat(apart.severity()).isEqualTo(Severity.WARNING);
    assertThat(apart.verdict().downgrades()).containsExactly("ordered by reads");
    Finding locks =
        judge(
                "1:acq(c)"
                    + nest(1, "a", "b")
                    + "1:rel(c) 3:w(y) 2:acq(c) 2:rel(c)"
                    + nest(2, "b", "a"))
            .findings()
            .get(0);
    assertThat(locks.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_read_of_what_was_written_before_does_not() throws Exception {
    assertThat(
            figures(
                    "1:w(x) 1:acq(a) 1:acq(b) 1:rel(b) 1:rel(a) 2:acq(b) 2:r(x) 2:acq(a) 2:rel(a)"
                        + " 2:rel(b)")
                .predicted())
        .isEqualTo(1);
  }

  @Test
  void a_section_in_between_that_needs_the_first_one_refutes_it() throws Exception {
    // T2's read makes T1's section of c run first, and with it all that T1 did before
    assertThat(
            figures(
                    nest(1, "a", "b")
                        + "1:acq(c) 1:w(x) 1:rel(c) 2:acq(c) 2:r(x) 2:rel(c)"
                        + nest(2, "b", "a"))
                .predicted())
        .isZero();
  }

  @Test
  void what_the_order_of_sections_alone_forces_is_kept() throws Exception {
    // T3 must enter c after T1 left it, and T1 leaves it after its nest
    String trace =
        "1:acq(c) "
            + nest(1, "a", "b")
            + "1:w(x) 1:rel(c) 3:acq(c) 3:w(y) 3:rel(c) 2:r(y)"
            + nest(2, "b", "a");
    TraceFigures figures = figures(trace);
    assertThat(figures.patterns()).isEqualTo(1);
    // a reordering that swaps the sections of c hangs, but it is not one that keeps their order
    assertThat(figures.predicted()).isZero();
  }

  @Test
  void a_later_acquisition_of_the_same_kind_is_tried_when_the_first_fails() throws Exception {
    assertThat(
            figures(nest(1, "a", "b") + "1:w(x) 2:r(x)" + nest(2, "b", "a") + nest(1, "a", "b"))
                .predicted())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7})
  void a_ring_of_any_size_is_predicted(int size) throws Exception {
    StringBuilder trace = new StringBuilder();
    for (int i = 0; i < size; i++) {
      trace.append(nest(i, "f" + i, "f" + (i + 1) % size));
    }
    Judgement judgement = judge(trace.toString());
    assertThat(judgement.traces().patterns()).isEqualTo(1);
    assertThat(judgement.traces().predicted()).isEqualTo(1);
    assertThat(judgement.findings().get(0).edges()).hasSize(size);
    assertThat(judgement.findings().get(0).witness().orElseThrow().events()).isEqualTo(size);
  }

  @Test
  void a_common_gate_makes_it_no_pattern_but_a_cycle_of_three_can_have_one_of_two()
      throws Exception {
    TraceFigures gated =
        figures(
            "1:acq(g)" + nest(1, "a", "b") + "1:rel(g) 2:acq(g)" + nest(2, "b", "a") + "2:rel(g)");
    assertThat(gated.cycles()).isZero();
    assertThat(gated.patterns()).isZero();
    TraceFigures three =
        figures(
            "1:acq(g)"
                + nest(1, "a", "b")
                + "1:rel(g)"
                + nest(2, "b", "c")
                + nest(4, "c", "d")
                + "3:acq(g)"
                + nest(3, "d", "a")
                + "3:rel(g)");
    assertThat(three.cycles()).isZero();
    TraceFigures far =
        figures(
            "1:acq(g)"
                + nest(1, "a", "b")
                + "1:rel(g)"
                + nest(2, "b", "c")
                + "3:acq(g)"
                + nest(3, "c", "d")
                + "3:rel(g)"
                + nest(4, "d", "a"));
    assertThat(far.cycles()).isEqualTo(1);
    assertThat(far.patterns()).isZero();
  }

  @Test
  void one_thread_is_no_cycle() throws Exception {
    assertThat(figures(nest(1, "a", "b") + nest(1, "b", "a")).cycles()).isZero();
  }

  @Test
  void start_and_join_keep_threads_apart() throws Exception {
    assertThat(figures(nest(1, "a", "b") + "1:fork(2)" + nest(2, "b", "a")).predicted()).isZero();
    assertThat(
            figures("0:fork(1)" + nest(1, "a", "b") + "0:join(1) 0:fork(2)" + nest(2, "b", "a"))
                .predicted())
        .isZero();
    assertThat(
            figures("0:fork(1) 0:fork(2)" + nest(1, "a", "b") + nest(2, "b", "a") + "0:join(1)")
                .predicted())
        .isEqualTo(1);
  }

  @Test
  void a_request_that_was_never_granted_is_a_step() throws Exception {
    TraceFigures figures = figures("1:acq(a) 2:acq(b) 1:req(b) 2:req(a)");
    assertThat(figures.predicted()).isEqualTo(1);
  }

  @Test
  void a_request_before_each_acquisition_changes_nothing() throws Exception {
    assertThat(
            figures(
                    "1:req(a) 1:acq(a) 1:req(b) 1:acq(b) 1:rel(b) 1:rel(a)"
                        + " 2:req(b) 2:acq(b) 2:req(a) 2:acq(a) 2:rel(a) 2:rel(b)")
                .predicted())
        .isEqualTo(1);
  }

  @Test
  void recursive_acquisitions_are_one() throws Exception {
    TraceFigures figures =
        figures("1:acq(a) 1:acq(b) 1:acq(a) 1:rel(a) 1:rel(b) 1:rel(a)" + nest(2, "b", "a"));
    assertThat(figures.patterns()).isEqualTo(1);
    assertThat(figures.predicted()).isEqualTo(1);
    assertThat(figures("1:acq(a) 1:acq(b) 1:acq(a) 1:rel(a) 1:rel(b) 1:rel(a)").cycles()).isZero();
  }

  @Test
  void places_count_apart_from_patterns() throws Exception {
    Judgement judgement =
        judge(nest(1, "a", "b") + nest(2, "b", "a") + nest(3, "b", "a") + nest(4, "c", "d"));
    assertThat(judgement.traces().predicted()).isEqualTo(2);
    assertThat(judgement.traces().predictedPlaces()).isEqualTo(2);
    assertThat(judgement.findings()).hasSize(1);
  }

  @Test
  void three_runs_of_which_only_the_union_has_the_cycle() throws Exception {
    String[][] pairs = {{"a", "b"}, {"b", "c"}, {"c", "a"}};
    ModelReader reader = new ModelReader(Optional.empty());
    for (String[] pair : pairs) {
      String text =
          "T|acq(%s)|1\nT|acq(%s)|2\nT|rel(%s)|3\nT|rel(%s)|4\n"
              .formatted(pair[0], pair[1], pair[1], pair[0]);
      Path file = Files.writeString(folder.resolve(pair[0] + ".std"), text);
      ModelReader alone = new ModelReader(Optional.empty());
      alone.addStd(file, true);
      assertThat(Judge.judge(alone.model()).findings()).isEmpty();
      reader.addStd(file, false);
    }
    Judgement judgement = Judge.judge(reader.model());
    assertThat(judgement.findings()).hasSize(1);
    assertThat(judgement.findings().get(0).verdict().grade()).isEqualTo(Grade.CLASS);
    assertThat(judgement.findings().get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(judgement.findings().get(0).locks()).containsExactly("a", "b", "c");
  }
}
