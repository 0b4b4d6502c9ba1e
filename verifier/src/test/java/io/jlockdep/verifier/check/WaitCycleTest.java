package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
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

  private final LockInstance second = run.lock("com.example.Bank.second", LockKind.REENTRANT_LOCK);
  private final LockInstance reply = run.lock("com.example.Bank.reply", LockKind.LOCK);
  private final TestRun.Thread third = run.thread("third");

  /** The waiter waits under the lock; the other needs the second lock before it signals. */
  private void otherNeedsSecond() {
    waiter.take(lock).about("latch", event);
    other.followed().take(second).release(second).signal("latch", event);
  }

  @Test
  void a_signaller_that_needs_a_lock_whose_holder_waits_for_the_waiters_lock_is_a_warning() {
    otherNeedsSecond();
    third.take(second).take(lock).release(lock).release(second);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.title())
        .isEqualTo(
            "waits through several threads: Bank.done (latch) -> Bank.second -> Bank.lock ->"
                + " Bank.done (latch)");
    assertThat(finding.edges())
        .extracting(edge -> edge.thread().name() + edge.signals())
        .containsExactly("othertrue", "thirdfalse", "waiterfalse");
  }

  @Test
  void two_waits_whose_signallers_need_one_anothers_lock_are_a_warning() {
    otherNeedsSecond();
    int wait = third.take(second).about("future", reply);
    run.thread("fourth").followed().take(lock).release(lock).signal("future", reply);
    third.goOn(wait);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.edges()).hasSize(4);
    assertThat(finding.locks()).hasSize(4);
  }

  @Test
  void a_signaller_that_waits_for_another_event_first_is_on_the_way() {
    waiter.take(lock).about("latch", event);
    other.followed().await("future", reply).signal("latch", event);
    third.followed().take(lock).release(lock).signal("future", reply);
    assertThat(only().title())
        .isEqualTo(
            "waits through several threads: Bank.done (latch) -> Bank.reply (future) -> Bank.lock"
                + " -> Bank.done (latch)");
  }

  @Test
  void one_signaller_on_the_way_that_does_without_makes_it_a_note() {
    otherNeedsSecond();
    third.take(second).take(lock).release(lock).release(second);
    run.thread("fourth").followed().signal("latch", event);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("another signaller");
  }

  @Test
  void a_cycle_on_which_one_thread_would_wait_for_itself_is_clean() {
    otherNeedsSecond();
    other.take(second).take(lock).release(lock).release(second);
    assertThat(findings()).isEmpty();
  }

  @Test
  void readers_on_the_way_do_not_wait_for_one_another() {
    LockInstance rw = run.lock("com.example.Bank.rw", LockKind.RW_LOCK);
    waiter.take(lock).about("latch", event);
    other.followed().read(rw).release(rw).signal("latch", event);
    third.read(rw).take(lock).release(lock).release(rw);
    assertThat(findings()).isEmpty();
    run.thread("fourth").take(rw).take(lock).release(lock).release(rw);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void threads_of_a_longer_cycle_that_one_lock_keeps_apart_make_it_a_note() {
    LockInstance gate = run.lock("com.example.Bank.gate", LockKind.MONITOR);
    waiter.take(gate).take(lock).about("latch", event);
    other.followed().take(second).release(second).signal("latch", event);
    third.take(gate).take(second).take(lock).release(lock).release(second).release(gate);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("gated by Bank.gate");
  }

  @Test
  void threads_of_a_longer_cycle_that_came_one_after_the_other_make_it_a_note() {
    third.take(second).take(lock).release(lock).release(second).start(waiter);
    otherNeedsSecond();
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("ordered by Thread.start");
  }

  @Test
  void a_longer_cycle_that_contains_a_shorter_one_is_not_told_again() {
    waiter.take(lock).about("latch", event);
    other.followed().take(lock).take(second).release(second).release(lock).signal("latch", event);
    third.take(second).take(lock).release(lock).release(second);
    assertThat(only().edges()).hasSize(2);
  }

  @Test
  void a_wait_that_hung_is_judged_by_those_who_signalled_another_object() {
    LockInstance first = run.lock("com.example.Bank.done", 2, LockKind.LOCK);
    LockInstance firstLock = run.lock("com.example.Bank.lock", 2, LockKind.REENTRANT_LOCK);
    other.followed().take(firstLock).release(firstLock).signal("latch", first);
    waiter.take(lock).about("latch", event);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.verdict().whyNotHigher()).contains("had not ended");
  }

  @Test
  void a_wait_that_ended_or_whose_like_is_signalled_without_the_lock_is_no_warning() {
    LockInstance first = run.lock("com.example.Bank.done", 2, LockKind.LOCK);
    LockInstance firstLock = run.lock("com.example.Bank.lock", 2, LockKind.REENTRANT_LOCK);
    other.followed().take(firstLock).release(firstLock).signal("latch", first);
    int wait = waiter.take(lock).about("latch", event);
    third.followed().signal("latch", first);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
    waiter.goOn(wait);
    assertThat(findings()).isEmpty();
  }

  @Test
  void what_is_part_of_a_deadlock_that_occurred_is_not_told_again() {
    waiter.take(lock).about("latch", event);
    waiter.ask(event, Mode.EXCLUSIVE, How.BLOCKING);
    other.followed().take(lock).signal("latch", event);
    other.take(event).ask(lock, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(waiter.blockedBy(other), other.blockedBy(waiter));
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_deadlock_of_other_locks_and_threads_hides_nothing() {
    waiter.take(lock).about("latch", event);
    other.followed().take(lock).release(lock).signal("latch", event);
    LockInstance x = run.lock("X", LockKind.MONITOR);
    LockInstance y = run.lock("Y", LockKind.MONITOR);
    TestRun.Thread fourth = run.thread("fourth").take(x).ask(y, Mode.EXCLUSIVE, How.BLOCKING);
    TestRun.Thread fifth = run.thread("fifth").take(y).ask(x, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(fourth.blockedBy(fifth), fifth.blockedBy(fourth));
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_wait_that_ends_by_itself_is_a_note() {
    waiter.take(lock).timed("latch", event);
    other.followed().take(lock).release(lock).signal("latch", event);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("bounded wait");
    assertThat(finding.edges().get(0).acquisition().how()).isEqualTo(How.TIMED);
  }

  @Test
  void the_same_wait_again_is_counted_and_the_loudest_is_shown() {
    waiter.take(lock).timed("latch", event);
    waiter.about("latch", event);
    other.followed().take(lock).release(lock).signal("latch", event);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
    assertThat(only().witnesses()).isEqualTo(2);
  }

  @Test
  void readers_of_the_lock_do_not_keep_one_another_from_signalling() {
    LockInstance rw = run.lock("com.example.Bank.rw", LockKind.RW_LOCK);
    waiter.read(rw).about("latch", event);
    other.followed().read(rw).release(rw).signal("latch", event);
    third.read(rw).signal("latch", event);
    assertThat(findings()).isEmpty();
    third.release(rw).followed().take(rw).release(rw).signal("latch", event);
    assertThat(only().verdict().downgrades()).containsExactly("another signaller");
    assertThat(only().verdict().whyNotHigher()).contains("2 of 3 signals");
  }

  @Test
  void a_lock_that_the_signaller_only_tries_for_keeps_it_from_nothing() {
    waiter.take(lock).about("latch", event);
    other.followed().take(lock, Mode.EXCLUSIVE, How.TRY).release(lock).signal("latch", event);
    assertThat(findings()).isEmpty();
  }

  @Test
  void what_is_taken_after_the_signal_is_not_needed_for_it() {
    waiter.take(lock).about("latch", event);
    other.followed().signal("latch", event).take(lock).release(lock);
    assertThat(findings()).isEmpty();
  }

  @Test
  void the_operations_of_the_waiter_are_told() {
    waiter.begin("truncate").take(lock).about("latch", event);
    other.take(lock).signal("latch", event);
    assertThat(only().operations()).containsExactly("truncate");
  }

  @Test
  void a_pool_that_waits_with_a_time_out_or_for_others_tasks_is_no_warning() {
    LockInstance outer = run.lock("com.example.Bank.outer", LockKind.LOCK);
    waiter.submit(7, outer, pool, 1).submit(8, event, pool, 1);
    other.beginTask(7, outer).about("future", event);
    assertThat(findings()).isEmpty();
    other.submit(9, reply, pool, 1).timed("future", reply);
    assertThat(only().verdict().downgrades()).containsExactly("bounded wait");
  }

  private void waitCycle() {
    waiter.take(lock).about("latch", event);
    other.followed().take(lock).release(lock).signal("latch", event);
  }

  private void deadlock(TestRun.Thread one, LockInstance held, TestRun.Thread two) {
    LockInstance x = run.lock("X", LockKind.MONITOR);
    one.ask(x, Mode.EXCLUSIVE, How.BLOCKING);
    two.take(x).ask(held, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(one.blockedBy(two), two.blockedBy(one));
  }

  @Test
  void a_deadlock_of_the_same_thread_with_one_of_the_locks_tells_it_already() {
    waitCycle();
    deadlock(waiter, lock, third);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_deadlock_of_other_threads_with_one_of_the_locks_does_not() {
    waitCycle();
    deadlock(third.take(lock), lock, run.thread("fourth"));
    assertThat(findings()).hasSize(1);
  }

  @Test
  void a_deadlock_of_the_same_thread_with_other_locks_does_not() {
    waitCycle();
    deadlock(waiter.take(second), second, third);
    assertThat(findings()).hasSize(1);
  }

  @Test
  void a_need_that_was_met_before_the_wait_and_another_one_that_was_not_are_both_told() {
    other.followed().take(lock).release(lock).start(waiter);
    waiter.take(lock).about("latch", event);
    other.signal("latch", event);
    third.followed().take(lock).release(lock).signal("latch", event);
    assertThat(only().verdict().downgrades())
        .containsExactly("another signaller", "ordered by Thread.start");
  }

  @Test
  void a_wait_that_hung_under_a_lock_of_a_general_type_is_not_judged_by_others() {
    LockInstance first = run.lock("com.example.Bank.done", 2, LockKind.LOCK);
    LockInstance object = run.general("java.lang.Object", 1);
    other.followed().take(object).release(object).signal("latch", first);
    waiter.take(run.general("java.lang.Object", 2)).about("latch", event);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_wait_that_hung_is_judged_by_what_others_hold_at_their_signal_too() {
    LockInstance first = run.lock("com.example.Bank.done", 2, LockKind.LOCK);
    LockInstance firstLock = run.lock("com.example.Bank.lock", 2, LockKind.REENTRANT_LOCK);
    other.take(second).take(firstLock).signal("latch", first);
    waiter.take(lock).about("latch", event);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void of_several_threads_that_make_a_step_those_are_shown_that_can_meet() {
    third.take(second).take(lock).release(lock).release(second).start(waiter);
    run.thread("fourth").take(second).take(lock).release(lock).release(second);
    otherNeedsSecond();
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.edges()).extracting(edge -> edge.thread().name()).contains("fourth");
  }

  @Test
  void readers_of_the_first_lock_of_a_longer_cycle_do_not_wait_for_one_another() {
    LockInstance rw = run.lock("com.example.Alpha.rw", LockKind.RW_LOCK);
    waiter.read(rw).about("latch", event);
    other.followed().take(second).release(second).signal("latch", event);
    third.take(second).read(rw).release(rw).release(second);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_short_cycle_of_other_locks_hides_no_longer_one() {
    otherNeedsSecond();
    third.take(second).take(lock).release(lock).release(second);
    LockInstance gate = run.lock("com.example.Bank.gate", LockKind.MONITOR);
    run.thread("fourth").take(gate).about("future", reply);
    run.thread("fifth").followed().take(gate).release(gate).signal("future", reply);
    assertThat(findings()).hasSize(2);
  }

  @Test
  void a_longer_cycle_with_a_time_out_is_a_note() {
    waiter.take(lock).timed("latch", event);
    other.followed().take(second).release(second).signal("latch", event);
    third.take(second).take(lock).release(lock).release(second);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
    assertThat(only().verdict().downgrades()).containsExactly("bounded wait");
  }

  @Test
  void a_lock_that_is_held_at_the_signal_is_on_the_way_too() {
    waiter.take(lock).about("latch", event);
    other.take(second).signal("latch", event);
    third.take(second).take(lock, Mode.EXCLUSIVE, How.INTERRUPTIBLE).release(lock).release(second);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
    assertThat(only().edges()).hasSize(3);
  }

  @Test
  void a_lock_that_is_only_tried_for_is_not_on_the_way() {
    otherNeedsSecond();
    third.take(second).take(lock, Mode.EXCLUSIVE, How.TRY).release(lock).release(second);
    assertThat(findings()).isEmpty();
  }
}
