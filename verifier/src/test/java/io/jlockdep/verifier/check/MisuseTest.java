package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Place;
import io.jlockdep.verifier.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks left behind, released by others than their holders, and replaced. */
class MisuseTest {
  private final TestRun run = new TestRun();
  private final TestRun.Thread one = run.thread("one");
  private final TestRun.Thread two = run.thread("two");
  private final LockInstance lock = run.lock("com.example.Bank.lock", LockKind.REENTRANT_LOCK);
  private final LockInstance other = run.lock("com.example.Bank.other", LockKind.MONITOR);

  private Finding only(Category category) {
    List<Finding> findings =
        Judge.judge(run.model()).findings().stream()
            .filter(finding -> finding.category() == category)
            .toList();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static Severity heldAtThreadEnd(LockKind kind, boolean certain) {
    TestRun run = new TestRun();
    LockInstance lock =
        kind == LockKind.SEMAPHORE ? run.semaphore("L", 1, false) : run.lock("L", kind);
    run.thread("one").misuse(Misuse.Rule.HELD_AT_THREAD_END, lock, "", certain);
    List<Finding> findings = Judge.judge(run.model()).findings();
    assertThat(findings).extracting(Finding::category).containsExactly(Category.HELD_AT_EXIT);
    assertThat(findings.get(0).verdict().grade()).isEqualTo(Grade.INSTANCE);
    return findings.get(0).severity();
  }

  @ParameterizedTest
  @EnumSource(names = {"REENTRANT_LOCK", "RW_LOCK", "DECLARED"})
  void a_lock_that_only_its_dead_thread_could_release_is_a_warning(LockKind kind) {
    assertThat(heldAtThreadEnd(kind, true)).isEqualTo(Severity.WARNING);
  }

  @ParameterizedTest
  @EnumSource(names = {"STAMPED_LOCK", "SEMAPHORE", "LOCK", "MONITOR"})
  void a_lock_that_another_thread_may_release_is_a_note(LockKind kind) {
    assertThat(heldAtThreadEnd(kind, true)).isEqualTo(Severity.NOTE);
  }

  @Test
  void what_the_lock_itself_does_not_confirm_is_a_note_unless_every_call_of_it_is_woven() {
    assertThat(heldAtThreadEnd(LockKind.REENTRANT_LOCK, false)).isEqualTo(Severity.NOTE);
    assertThat(heldAtThreadEnd(LockKind.DECLARED, false)).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_permit_that_another_thread_gives_back_is_not_left_behind() {
    LockInstance permits = run.semaphore("S", 1, true);
    one.misuse(Misuse.Rule.HELD_AT_THREAD_END, permits, "", true);
    assertThat(Judge.judge(run.model()).findings()).isEmpty();
  }

  @Test
  void who_asks_for_the_lock_of_a_dead_thread_hangs() {
    one.take(lock).misuse(Misuse.Rule.HELD_AT_THREAD_END, lock, "", true);
    two.in("later").ask(lock, Mode.EXCLUSIVE, How.BLOCKING);
    Finding finding = only(Category.HELD_AT_EXIT);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.verdict().grade()).isEqualTo(Grade.OCCURRED);
    assertThat(finding.places())
        .extracting(Place::what)
        .containsExactly("takes Bank.lock, and ends without releasing it,", "asks for Bank.lock");
    assertThat(finding.places().get(1).site().method()).isEqualTo("later");
  }

  @Test
  void who_gives_up_after_a_time_or_asked_before_or_reads_with_readers_does_not_hang() {
    LockInstance rw = run.lock("com.example.Bank.rw", LockKind.RW_LOCK);
    two.ask(rw, Mode.EXCLUSIVE, How.BLOCKING);
    one.read(rw).misuse(Misuse.Rule.HELD_AT_THREAD_END, rw, "", true);
    two.ask(rw, Mode.EXCLUSIVE, How.TIMED).ask(rw, Mode.EXCLUSIVE, How.TRY);
    two.ask(rw, Mode.SHARED, How.BLOCKING).ask(lock, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(only(Category.HELD_AT_EXIT).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_writer_who_asks_while_a_dead_thread_reads_hangs() {
    LockInstance rw = run.lock("com.example.Bank.rw", LockKind.RW_LOCK);
    one.read(rw).misuse(Misuse.Rule.HELD_AT_THREAD_END, rw, "", true);
    two.ask(rw, Mode.EXCLUSIVE, How.INTERRUPTIBLE);
    assertThat(only(Category.HELD_AT_EXIT).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_lock_held_when_the_program_ends_is_a_note() {
    one.take(lock).misuse(Misuse.Rule.HELD_AT_EXIT, lock, "", false);
    two.ask(lock, Mode.EXCLUSIVE, How.BLOCKING);
    Finding finding = only(Category.HELD_AT_EXIT);
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.title())
        .isEqualTo("Bank.lock still held when the program ended, taken in Main.run");
  }

  @Test
  void what_is_alike_is_one_finding_and_what_is_not_is_none_of_it() {
    one.in("a").misuse(Misuse.Rule.HELD_AT_THREAD_END, lock, "", true);
    two.in("a").misuse(Misuse.Rule.HELD_AT_THREAD_END, lock, "", true);
    two.in("b").misuse(Misuse.Rule.HELD_AT_THREAD_END, lock, "", true);
    assertThat(Judge.judge(run.model()).findings())
        .extracting(Finding::witnesses)
        .containsExactly(2L, 1L);
  }

  @Test
  void a_release_of_what_the_thread_does_not_hold_is_a_warning() {
    one.in("close").misuse(Misuse.Rule.NOT_HELD, lock, "", true);
    Finding finding = only(Category.IMBALANCE);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.title())
        .isEqualTo("Bank.lock released by a thread that does not hold it in Main.close");
    assertThat(finding.verdict().whyNotHigher()).contains("IllegalMonitorStateException");
  }

  @Test
  void a_declared_lock_that_another_thread_holds_may_be_handed_over() {
    LockInstance declared = run.lock("inode_lock", LockKind.DECLARED);
    one.misuse(Misuse.Rule.ELSEWHERE, declared, "", false);
    Finding finding = only(Category.IMBALANCE);
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("another thread holds it");
  }

  @Test
  void a_declared_lock_that_nobody_holds_is_released_too_often() {
    LockInstance declared = run.lock("inode_lock", LockKind.DECLARED);
    one.misuse(Misuse.Rule.NOT_HELD, declared, "", false);
    assertThat(only(Category.IMBALANCE).severity()).isEqualTo(Severity.WARNING);
    assertThat(only(Category.IMBALANCE).verdict().whyNotHigher()).contains("nobody was seen");
  }

  @Test
  void more_permits_than_there_are_is_a_note() {
    one.misuse(Misuse.Rule.OVER_RELEASED, run.semaphore("S", 1, true), "", true);
    assertThat(only(Category.IMBALANCE).severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void a_lock_that_is_replaced_while_it_is_held_is_a_warning_that_says_what_else_is_held() {
    one.take(lock).take(other).misuse(Misuse.Rule.REPLACED, other, "this thread", true);
    Finding finding = only(Category.LOCK_REPLACED);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.title())
        .isEqualTo("Bank.other replaced while this thread holds the lock in it in Main.run");
    assertThat(finding.places().get(0).held()).hasSize(2);
  }

  @Test
  void a_lock_that_a_task_takes_and_keeps_is_a_warning() {
    LockInstance future = run.lock("F", LockKind.LOCK);
    LockInstance pool = run.lock("P", LockKind.LOCK);
    one.submit(7, future, pool, 0);
    two.beginTask(7, future).in("work").take(lock).endTask(7, future).release(lock);
    Finding finding = only(Category.HELD_AT_EXIT);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.title())
        .isEqualTo("Bank.lock still held when a task ended, taken in Main.work");
    assertThat(finding.witnesses()).isEqualTo(1);
  }

  @Test
  void what_a_task_found_held_or_gave_back_or_another_may_give_back_is_no_finding() {
    LockInstance future = run.lock("F", LockKind.LOCK);
    LockInstance permits = run.semaphore("S", 1, false);
    two.take(lock).beginTask(7, future).take(other).release(other).endTask(7, future);
    two.beginTask(8, future).take(permits).endTask(8, future);
    two.endTask(9, future);
    assertThat(Judge.judge(run.model()).findings())
        .extracting(Finding::category)
        .doesNotContain(Category.HELD_AT_EXIT);
  }
}
