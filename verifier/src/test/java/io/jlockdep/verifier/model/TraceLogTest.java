package io.jlockdep.verifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLogTest {
  private static final int EVENTS = 500_000;

  /** Threads and subjects on both sides of what fits into one number with the operation. */
  private static int[] event(Random random) {
    return new int[] {
      random.nextInt(4) == 0 ? 250 + random.nextInt(12) : random.nextInt(3),
      1 + random.nextInt(TraceOp.AWAITED),
      random.nextInt(4) == 0 ? (1 << 18) - 2 + random.nextInt(5) : random.nextInt(1000),
      random.nextInt()
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000})
  void what_is_added_is_read_again_also_from_a_file(int keptChunks) {
    TraceLog log = new TraceLog(new TraceBudget(keptChunks));
    Random random = new Random(3);
    for (int i = 0; i < EVENTS; i++) {
      int[] event = event(random);
      log.add(event[0], event[1], event[2], event[3]);
    }
    TraceChunks chunks = log.finish();
    assertThat(chunks.spilled() > 0).isEqualTo(keptChunks < 1000);
    for (int walk = 0; walk < 2; walk++) {
      Random same = new Random(3);
      Trace.Cursor at = new Trace.Cursor(chunks.new Reader());
      for (int i = 0; i < EVENTS; i++) {
        int[] event = event(same);
        assertThat(at.next()).isTrue();
        int site = TraceOp.hasSite(event[1]) ? event[3] : 0;
        if (at.thread() != event[0]
            || at.op() != event[1]
            || at.subject() != event[2]
            || at.site() != site) {
          throw new AssertionError("event " + i + " of walk " + walk);
        }
      }
      assertThat(at.next()).isFalse();
    }
  }

  private static int spilled(TraceBudget budget) {
    TraceLog log = new TraceLog(budget);
    for (int i = 0; i < EVENTS; i++) {
      log.add(0, TraceOp.ACQUIRE, 1, i);
    }
    return log.finish().spilled();
  }

  @Test
  void the_traces_of_a_run_share_one_budget() {
    int chunks = spilled(new TraceBudget(0));
    assertThat(chunks).isGreaterThan(1);
    TraceBudget budget = new TraceBudget(chunks + 1);
    assertThat(spilled(budget)).isZero();
    assertThat(budget.left()).isOne();
    assertThat(spilled(budget)).isEqualTo(chunks - 1);
  }

  @Test
  void a_trace_of_no_event_has_none() {
    Trace trace =
        new Trace(
            new TraceLog(new TraceBudget(1)),
            0,
            0,
            new LockOrder(),
            List.of(),
            List.of(),
            0,
            site -> Frame.UNKNOWN);
    assertThat(trace.cursor().next()).isFalse();
    assertThat(trace.acquisitions()).isZero();
  }

  @Test
  void a_number_that_does_not_fit_is_refused() {
    assertThatThrownBy(() -> new TraceLog(new TraceBudget(1)).add(0, TraceOp.READ, 1 << 26, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("names in one trace");
  }
}
