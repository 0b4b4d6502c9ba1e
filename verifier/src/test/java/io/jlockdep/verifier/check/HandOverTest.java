package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.read.ModelReader;
import io.jlockdep.verifier.read.RecordedRun;
import io.jlockdep.verifier.read.RecordedRun.Level;
import io.jlockdep.verifier.read.TestRecordings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two orders of two locks that a hand-over between threads keeps apart, and some that it does not.
 */
class HandOverTest {
  private static final int LATCH = 11;
  private static final int FUTURE = 12;
  private static final int POOL = 13;
  private static final int QUEUE = 14;
  private static final int MONITOR = 15;

  @TempDir Path folder;

  private static RecordedRun run(Level level) {
    return new RecordedRun(level)
        .event(LATCH, "latch")
        .event(FUTURE, "future")
        .event(POOL, "executor")
        .event(QUEUE, "queue");
  }

  private Finding only(RecordedRun run) throws Exception {
    Path file = folder.resolve("run.jfr");
    TestRecordings.write(file, run::commit);
    ModelReader reader = new ModelReader(Optional.empty());
    reader.add(file);
    List<Finding> findings = Judge.judge(reader.model()).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private void isOrdered(RecordedRun run, Level level, String by) throws Exception {
    Finding finding = only(run);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.verdict().grade()).isEqualTo(Grade.CLASS);
    assertThat(finding.verdict().downgrades())
        .containsExactly("ordered by " + (level == Level.BLOCKS_ONLY ? "signal" : by));
  }

  private void isNotOrdered(RecordedRun run, Level level) throws Exception {
    Finding finding = only(run);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.verdict().grade())
        .isEqualTo(level == Level.GRAPH ? Grade.INSTANCE : Grade.PREDICTED);
  }

  @ParameterizedTest
  @EnumSource
  void what_was_done_before_a_submission_comes_before_the_task(Level level) throws Exception {
    isOrdered(
        run(level)
            .nest(1, 1, 2)
            .task(1, 7, "submit", FUTURE, POOL)
            .task(2, 7, "begin", 0, 0)
            .nest(2, 2, 1)
            .task(2, 7, "end", 0, 0),
        level,
        "submit");
  }

  @ParameterizedTest
  @EnumSource
  void what_is_done_after_a_submission_is_not_ordered(Level level) throws Exception {
    isNotOrdered(
        run(level)
            .task(1, 7, "submit", FUTURE, POOL)
            .nest(1, 1, 2)
            .task(2, 7, "begin", 0, 0)
            .nest(2, 2, 1)
            .task(2, 7, "end", 0, 0),
        level);
  }

  @ParameterizedTest
  @EnumSource
  void a_latch_orders(Level level) throws Exception {
    isOrdered(
        run(level).nest(1, 1, 2).signal(1, "latch", LATCH).await(2, "latch", LATCH).nest(2, 2, 1),
        level,
        "signal");
  }

  @ParameterizedTest
  @EnumSource
  void a_latch_that_both_await_does_not_order(Level level) throws Exception {
    isNotOrdered(
        run(level)
            .signal(3, "latch", LATCH)
            .await(1, "latch", LATCH)
            .await(2, "latch", LATCH)
            .nest(1, 1, 2)
            .nest(2, 2, 1),
        level);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_done_after_the_signal_is_not_ordered(Level level) throws Exception {
    isNotOrdered(
        run(level).signal(1, "latch", LATCH).nest(1, 1, 2).await(2, "latch", LATCH).nest(2, 2, 1),
        level);
  }

  @ParameterizedTest
  @EnumSource(names = {"GRAPH", "TRACE"})
  void a_wait_that_gave_up_does_not_order(Level level) throws Exception {
    RecordedRun run = run(level).nest(1, 1, 2).signal(1, "latch", LATCH);
    long begun = run.begin(2, "latch", LATCH);
    isNotOrdered(run.end(2, "latch", LATCH, begun, false).nest(2, 2, 1), level);
  }

  @ParameterizedTest
  @EnumSource
  void a_future_orders_what_its_task_did(Level level) throws Exception {
    isOrdered(
        run(level)
            .task(1, 7, "submit", FUTURE, POOL)
            .task(2, 7, "begin", 0, 0)
            .nest(2, 2, 1)
            .task(2, 7, "end", 0, 0)
            .await(1, "future", FUTURE)
            .nest(1, 1, 2),
        level,
        "signal");
  }

  @ParameterizedTest
  @EnumSource
  void the_end_of_a_task_may_be_recorded_after_its_waiter_went_on(Level level) throws Exception {
    isOrdered(
        run(level)
            .task(1, 7, "submit", FUTURE, POOL)
            .task(2, 7, "begin", 0, 0)
            .nest(2, 2, 1)
            .await(1, "future", FUTURE)
            .nest(1, 1, 2)
            .task(2, 7, "end", 0, 0),
        level,
        "signal");
  }

  @ParameterizedTest
  @EnumSource
  void a_completed_future_orders(Level level) throws Exception {
    isOrdered(
        run(level)
            .nest(2, 2, 1)
            .signal(2, "future", FUTURE)
            .await(1, "future", FUTURE)
            .nest(1, 1, 2),
        level,
        "signal");
  }

  @ParameterizedTest
  @EnumSource
  void the_end_of_a_pool_orders_its_tasks(Level level) throws Exception {
    isOrdered(
        run(level)
            .task(1, 7, "submit", FUTURE, POOL)
            .task(2, 7, "begin", 0, 0)
            .nest(2, 2, 1)
            .task(2, 7, "end", 0, 0)
            .await(1, "executor-end", POOL)
            .nest(1, 1, 2),
        level,
        "signal");
  }

  @ParameterizedTest
  @EnumSource
  void what_was_done_before_an_element_was_put_comes_before_it_is_taken(Level level)
      throws Exception {
    isOrdered(
        run(level)
            .nest(1, 1, 2)
            .signal(1, "queue-take", QUEUE)
            .await(2, "queue-take", QUEUE)
            .nest(2, 2, 1),
        level,
        "signal");
  }

  @ParameterizedTest
  @EnumSource(names = {"GRAPH", "TRACE"})
  void a_taker_does_not_order_what_it_did_before_a_later_put(Level level) throws Exception {
    isNotOrdered(
        run(level)
            .nest(2, 2, 1)
            .await(2, "queue-take", QUEUE)
            .signal(1, "queue-take", QUEUE)
            .nest(1, 1, 2),
        level);
  }

  @ParameterizedTest
  @EnumSource(names = "GRAPH")
  void a_notification_orders_only_who_waits_then(Level level) throws Exception {
    RecordedRun waiting = run(level).event(MONITOR, "monitor");
    long begun = waiting.begin(2, "object-wait", MONITOR);
    isOrdered(
        waiting
            .nest(1, 1, 2)
            .signal(1, "object-wait", MONITOR)
            .end(2, "object-wait", MONITOR, begun, true)
            .nest(2, 2, 1),
        level,
        "signal");
    isNotOrdered(
        run(level)
            .event(MONITOR, "monitor")
            .nest(1, 1, 2)
            .signal(1, "object-wait", MONITOR)
            .await(2, "object-wait", MONITOR)
            .nest(2, 2, 1),
        level);
  }
}
