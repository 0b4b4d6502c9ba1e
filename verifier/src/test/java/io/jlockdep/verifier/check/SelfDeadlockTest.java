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
}
