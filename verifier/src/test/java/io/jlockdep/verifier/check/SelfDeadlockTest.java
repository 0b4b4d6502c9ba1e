package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfDeadlockTest {
  private final TestRun run = new TestRun();
  private final TestRun.Thread writer = run.thread("writer");
  private final LockInstance inode = run.lock("inode_lock", LockKind.DECLARED);
  private final LockInstance dio = run.lock("dio_sem", LockKind.DECLARED);

  private List<Finding> findings() {
    return Judge.judge(run.model()).findings();
  }

  private Finding only() {
    assertThat(findings()).hasSize(1);
    return findings().get(0);
  }

  @Test
  void the_same_lock_again_is_an_error_named_after_the_operation() {
    writer
        .begin("write")
        .take(inode)
        .begin("generic_write_sync")
        .ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    Finding finding = only();
    assertThat(finding.category()).isEqualTo(Category.SELF_DEADLOCK);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.verdict().grade()).isEqualTo(Grade.INSTANCE);
    assertThat(finding.title()).isEqualTo("inode_lock taken again inside generic_write_sync");
    assertThat(finding.edges()).hasSize(1);
  }

  @Test
  void a_deadlock_event_makes_it_occurred() {
    writer.take(inode).ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(writer.blockedBy(writer));
    assertThat(only().verdict().grade()).isEqualTo(Grade.OCCURRED);
    assertThat(only().witnesses()).isEqualTo(1);
  }

  @Test
  void threads_queued_behind_it_are_no_part_of_it() {
    TestRun.Thread queued = run.thread("queued");
    writer.take(inode).ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    queued.read(dio).ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(writer.blockedBy(writer), queued.blockedBy(writer));
    assertThat(only().title()).isEqualTo("inode_lock taken again");
  }

  @Test
  void read_then_write_is_an_upgrade_for_every_kind_of_reader_lock() {
    for (LockKind kind : List.of(LockKind.RW_LOCK, LockKind.STAMPED_LOCK, LockKind.DECLARED)) {
      TestRun each = new TestRun();
      LockInstance lock = each.lock("Lock", kind);
      each.thread("t").read(lock).ask(lock, Mode.EXCLUSIVE, How.BLOCKING);
      assertThat(Judge.judge(each.model()).findings())
          .extracting(Finding::title)
          .containsExactly("Lock: write taken while read is held (upgrade)");
    }
  }

  @Test
  void a_try_is_no_finding_and_a_timed_wait_a_warning() {
    writer.take(inode).ask(inode, Mode.EXCLUSIVE, How.TRY);
    assertThat(findings()).isEmpty();
    writer.ask(inode, Mode.EXCLUSIVE, How.TIMED);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
    assertThat(only().verdict().downgrades()).containsExactly("bounded wait");
  }

  @Test
  void reentrant_locks_may_be_taken_again() {
    LockInstance monitor = run.lock("Monitor", LockKind.MONITOR);
    LockInstance rw = run.lock("Rw", LockKind.RW_LOCK);
    writer.take(monitor).take(monitor).take(rw).read(rw);
    assertThat(findings()).isEmpty();
  }

  @Test
  void read_after_read_is_a_note_until_a_writer_of_that_lock_is_seen() {
    writer.read(dio).read(dio);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
    assertThat(only().verdict().downgrades()).containsExactly("needs a writer");
    run.thread("other").take(dio);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_semaphore_is_taken_again_only_when_no_permit_is_left() {
    LockInstance two = run.semaphore("Two", 2, false);
    writer.take(two).take(two);
    assertThat(findings()).isEmpty();
    writer.ask(two, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_contract_broken_by_the_same_acquisition_is_told_in_the_same_finding() {
    run.contract(
        new Contract(
            "no-inode-lock-inside-sync",
            Optional.of("inode_lock"),
            Optional.empty(),
            List.of("generic_write_sync"),
            List.of(),
            Severity.ERROR,
            ""));
    writer.take(inode).begin("generic_write_sync").ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(only().contracts()).containsExactly("no-inode-lock-inside-sync");
    run.thread("good").begin("generic_write_sync").take(inode);
    assertThat(findings())
        .extracting(Finding::category)
        .containsExactlyInAnyOrder(Category.SELF_DEADLOCK, Category.CONTRACT);
  }

  /** The filesystem of 2020: two paths, two self-deadlocks, and a cycle that they explain. */
  @Test
  void a_cycle_made_only_on_the_way_into_a_self_deadlock_is_a_note() {
    TestRun.Thread extending = run.thread("extending");
    extending
        .in("extend")
        .take(inode)
        .read(dio)
        .begin("generic_write_sync")
        .ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    LockInstance inode2 = run.lock("inode_lock", 2, LockKind.DECLARED);
    LockInstance dio2 = run.lock("dio_sem", 2, LockKind.DECLARED);
    TestRun.Thread within = run.thread("within");
    within
        .in("overwrite")
        .take(inode2)
        .read(dio2)
        .release(inode2)
        .begin("generic_write_sync")
        .take(inode2)
        .ask(dio2, Mode.EXCLUSIVE, How.BLOCKING);
    run.thread("fsync").in("fsync").take(inode2).take(dio2).release(dio2).release(inode2);
    run.deadlock(extending.blockedBy(extending), within.blockedBy(within));
    List<Finding> findings = findings();
    assertThat(findings)
        .filteredOn(finding -> finding.severity() != Severity.NOTE)
        .extracting(Finding::title)
        .containsExactly(
            "dio_sem: write taken while read is held (upgrade) inside generic_write_sync",
            "inode_lock taken again inside generic_write_sync");
    assertThat(findings)
        .filteredOn(finding -> finding.category() == Category.LOCK_ORDER)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.verdict().downgrades())
                    .anySatisfy(each -> assertThat(each).startsWith("only on the way into ")));
  }

  /** It waits for the inode lock for ever, with dio_sem read: the same path, one step earlier. */
  @Test
  void a_thread_queued_behind_the_self_deadlock_does_not_make_the_cycle_louder() {
    TestRun.Thread first = run.thread("first").in("overwrite").read(dio).take(inode);
    first.ask(dio, Mode.EXCLUSIVE, How.BLOCKING);
    TestRun.Thread queued = run.thread("queued").in("overwrite").read(dio);
    queued.ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    run.thread("fsync").in("fsync").take(inode).take(dio).release(dio).release(inode);
    run.deadlock(first.blockedBy(first, queued), queued.blockedBy(first));
    assertThat(findings())
        .filteredOn(finding -> finding.severity() != Severity.NOTE)
        .extracting(Finding::title)
        .containsExactly("dio_sem: write taken while read is held (upgrade)");
  }

  @Test
  void a_cycle_that_a_thread_survived_is_not_explained_away() {
    LockInstance a = run.lock("A", LockKind.DECLARED);
    LockInstance b = run.lock("B", LockKind.DECLARED);
    writer.in("f").take(a).take(b).release(b).release(a);
    writer.in("g").take(a).ask(a, Mode.EXCLUSIVE, How.BLOCKING);
    run.thread("other").nest(b, a);
    assertThat(findings())
        .filteredOn(finding -> finding.category() == Category.LOCK_ORDER)
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
  }

  @Test
  void a_thread_found_blocked_is_told_although_its_request_was_not_recorded() {
    LockInstance monitor = run.lock("com.example.Bank.m", LockKind.REENTRANT_LOCK);
    writer.take(monitor).ask(monitor, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(writer.blockedBy(writer));
    Finding finding = only();
    assertThat(finding.verdict().grade()).isEqualTo(Grade.OCCURRED);
    assertThat(finding.edges().get(0).held().site().line()).isEqualTo(10);
  }

  @Test
  void a_blocked_thread_of_which_not_even_the_hold_is_known_is_told_too() {
    LockInstance monitor = run.lock("com.example.Bank.m", LockKind.REENTRANT_LOCK);
    writer.ask(monitor, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(writer.blockedBy(writer));
    assertThat(only().edges().get(0).held().site().isKnown()).isFalse();
  }

  @Test
  void a_blocked_thread_elsewhere_is_another_finding_than_the_one_that_was_recorded() {
    TestRun.Thread other = run.thread("other");
    writer.begin("write").take(inode).ask(inode, Mode.EXCLUSIVE, How.BLOCKING).release(inode);
    other.read(dio).take(dio, Mode.EXCLUSIVE, How.TRY).ask(inode, Mode.EXCLUSIVE, How.TRY);
    run.deadlock(other.blockedBy(other));
    assertThat(findings())
        .filteredOn(finding -> finding.category() == Category.SELF_DEADLOCK)
        .extracting(finding -> finding.title() + " " + finding.verdict().grade())
        .containsExactly(
            "inode_lock taken again OCCURRED", "inode_lock taken again inside write INSTANCE");
  }

  @Test
  void titles_say_what_was_held_how() {
    writer.read(inode).take(inode);
    assertThat(only().title()).isEqualTo("inode_lock: write taken while read is held (upgrade)");
    writer.release(inode).release(inode).take(dio).read(dio);
    assertThat(findings())
        .extracting(Finding::title)
        .contains("dio_sem: read taken while write is held");
    writer.release(dio).release(dio).read(dio).begin("scan").read(dio);
    assertThat(findings())
        .extracting(Finding::title)
        .contains("dio_sem: read again while read is held inside scan");
  }

  @Test
  void an_untimed_wait_is_shown_before_a_timed_one() {
    writer
        .take(inode)
        .ask(inode, Mode.EXCLUSIVE, How.TIMED)
        .ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    assertThat(only().witnesses()).isEqualTo(2);
    assertThat(only().edges().get(0).acquisition().how()).isEqualTo(How.BLOCKING);
  }

  @Test
  void an_operation_that_took_the_lock_itself_is_not_named() {
    writer.begin("write").begin("lockInode").take(inode).ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(only().title()).isEqualTo("inode_lock taken again inside lockInode");
    writer.release(inode).end().end().begin("write").take(inode).begin("sync").begin("flush");
    writer.ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(findings())
        .extracting(Finding::title)
        .contains("inode_lock taken again inside flush");
  }
}
