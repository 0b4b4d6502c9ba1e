package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitCycleTest {
  private final TestRun run = new TestRun();
  private final TestRun.Thread waiter = run.thread("waiter");
  private final TestRun.Thread other = run.thread("other");
  private final LockInstance lock = run.lock("com.example.Bank.lock", LockKind.REENTRANT_LOCK);
  private final LockInstance event = run.lock("com.example.Bank.done", LockKind.LOCK);
  private final LockInstance pool = run.lock("com.example.Bank.pool", LockKind.LOCK);

  private List<Finding> findings() {
    return Judge.judge(run.model()).findings().stream()
        .filter(finding -> finding.category() == Category.WAIT_CYCLE)
        .toList();
  }

  private Finding only() {
    assertThat(findings()).hasSize(1);
    return findings().get(0);
  }

  @Test
  void a_latch_awaited_under_a_lock_that_its_signaller_takes_first_is_a_warning() {
    int wait = waiter.take(lock).about("latch", event);
    waiter.release(lock);
    other.followed().take(lock).release(lock).signal("latch", event);
    waiter.goOn(wait);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.verdict().grade()).isEqualTo(Grade.CLASS);
    assertThat(finding.title())
        .isEqualTo("waits for Bank.done (latch) under Bank.lock, which its signaller needs first");
    assertThat(finding.edges())
        .extracting(edge -> edge.thread().name())
        .containsExactly("waiter", "other");
  }

  @Test
  void a_lock_that_is_held_at_the_signal_is_needed_too() {
    waiter.take(lock).about("object-wait", event);
    other.take(lock).signal("object-wait", event);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_signaller_that_does_without_the_lock_makes_it_a_note() {
    waiter.take(lock).about("latch", event);
    other.take(lock).signal("latch", event);
    run.thread("third").followed().signal("latch", event);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("another signaller");
  }

  @Test
  void no_signaller_that_needs_the_lock_is_clean() {
    waiter.take(lock).about("latch", event);
    other.followed().signal("latch", event).take(lock);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_wait_after_the_release_is_clean() {
    waiter.take(lock).release(lock).about("latch", event);
    other.followed().take(lock).release(lock).signal("latch", event);
    assertThat(findings()).isEmpty();
  }

  @Test
  void what_a_signaller_did_before_an_earlier_signal_is_not_needed_for_the_later_one() {
    waiter.take(lock).about("queue-take", event);
    other.followed().take(lock).release(lock).signal("queue-take", event);
    other.signal("queue-take", event);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void a_lock_taken_between_begin_and_end_of_a_count_is_needed() {
    waiter.take(lock).about("count", event);
    other.followed().signal("count-begin", event).take(lock).release(lock).signal("count", event);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void what_was_taken_before_a_count_began_keeps_nobody_waiting() {
    waiter.take(lock).about("count", event);
    other.followed().take(lock).release(lock).signal("count-begin", event).signal("count", event);
    assertThat(findings()).isEmpty();
  }

  @Test
  void what_is_held_when_a_count_begins_is_had_already() {
    waiter.take(lock).about("count", event);
    other.take(lock).signal("count-begin", event).signal("count", event).release(lock);
    assertThat(findings()).isEmpty();
  }

  @Test
  void what_was_done_before_the_waiter_was_started_is_not_needed_again() {
    other.followed().take(lock).release(lock).start(waiter);
    waiter.take(lock).about("latch", event);
    other.signal("latch", event);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_future_under_a_lock_of_its_task_is_a_warning() {
    waiter.take(lock).submit(7, event, pool, 2).about("future", event);
    other.beginTask(7, event).take(lock).release(lock).endTask(7, event);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_future_of_a_task_that_needs_no_lock_is_clean() {
    waiter.take(lock).submit(7, event, pool, 2).about("future", event);
    other.beginTask(7, event).endTask(7, event);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_pool_whose_only_thread_waits_for_it_is_a_warning() {
    LockInstance outer = run.lock("com.example.Bank.outer", LockKind.LOCK);
    waiter.submit(7, outer, pool, 1);
    other.beginTask(7, outer).submit(8, event, pool, 1).about("future", event);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.title()).startsWith("pool Bank.pool waits for itself");
  }

  @Test
  void a_pool_with_more_threads_than_waiting_tasks_is_a_note() {
    LockInstance outer = run.lock("com.example.Bank.outer", LockKind.LOCK);
    waiter.submit(7, outer, pool, 4);
    other.beginTask(7, outer).submit(8, event, pool, 4).about("future", event);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void a_pool_without_bound_is_clean() {
    LockInstance outer = run.lock("com.example.Bank.outer", LockKind.LOCK);
    waiter.submit(7, outer, pool, 0);
    other.beginTask(7, outer).submit(8, event, pool, 0).about("future", event);
    assertThat(findings()).isEmpty();
  }
}
