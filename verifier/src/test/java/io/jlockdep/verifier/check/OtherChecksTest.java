package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Waiters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deadlocks that were seen, contracts, and waits for the disk. */
class OtherChecksTest {
  private final TestRun run = new TestRun();
  private final TestRun.Thread one = run.thread("one");
  private final TestRun.Thread two = run.thread("two");
  private final LockInstance a = run.lock("A", LockKind.MONITOR);
  private final LockInstance b = run.lock("B", LockKind.MONITOR);

  private List<Finding> findings() {
    return Judge.judge(run.model()).findings();
  }

  private static Contract forbid(
      String acquire, Mode mode, List<String> inside, List<String> holding) {
    return new Contract(
        "rule",
        Optional.ofNullable(acquire),
        Optional.ofNullable(mode),
        inside,
        holding,
        Severity.WARNING,
        "");
  }

  @Test
  void a_deadlock_that_occurred_is_one_finding_together_with_its_inversion() {
    one.take(a).ask(b, Mode.EXCLUSIVE, How.BLOCKING);
    two.take(b).ask(a, Mode.EXCLUSIVE, How.BLOCKING);
    TestRun.Thread behind = run.thread("behind").ask(a, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(one.blockedBy(two), two.blockedBy(one), behind.blockedBy(one));
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.category()).isEqualTo(Category.DEADLOCK);
              assertThat(finding.verdict().grade()).isEqualTo(Grade.OCCURRED);
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.edges()).hasSize(2);
              assertThat(finding.edges().get(0).to()).isEqualTo(finding.edges().get(1).from());
              assertThat(finding.title()).isEqualTo("deadlock: A -> B -> A");
            });
  }

  @Test
  void a_deadlock_that_cannot_be_closed_is_reported_all_the_same() {
    one.take(a).ask(b, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(one.blockedBy(two));
    assertThat(findings()).extracting(Finding::category).containsExactly(Category.DEADLOCK);
  }

  @Test
  void a_forbidden_acquisition_is_a_finding_of_the_severity_of_its_rule() {
    run.contract(forbid("A", null, List.of("outer", "inner"), List.of()));
    one.begin("inner").begin("outer").take(a).release(a);
    assertThat(findings()).isEmpty();
    one.end().end();
    one.begin("outer").begin("between").begin("inner").take(a);
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.category()).isEqualTo(Category.CONTRACT);
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.contracts()).containsExactly("rule");
              assertThat(finding.title())
                  .isEqualTo("A taken inside outer > inner: forbidden by rule");
            });
  }

  @Test
  void a_rule_for_one_mode_allows_the_other() {
    run.contract(forbid("R", Mode.EXCLUSIVE, List.of(), List.of("A")));
    LockInstance r = run.lock("R", LockKind.RW_LOCK);
    one.take(a).read(r).release(r);
    assertThat(findings()).isEmpty();
    one.take(r);
    assertThat(findings()).hasSize(1);
  }

  @Test
  void a_sync_under_a_lock_is_a_note_and_adds_up() {
    one.take(a).in("flush").sync("force", 2_000_000).in("flush").sync("force", 5_000_000);
    two.sync("force", 1);
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.NOTE);
              assertThat(finding.title())
                  .isEqualTo("wait for the disk (force) under A, in Main.flush");
              assertThat(finding.sync().orElseThrow().count()).isEqualTo(2);
              assertThat(finding.sync().orElseThrow().totalNanos()).isEqualTo(7_000_000);
              assertThat(finding.sync().orElseThrow().maxNanos()).isEqualTo(5_000_000);
            });
  }

  @Test
  void a_forbidden_sync_is_reported_once_by_its_rule() {
    run.contract(forbid(null, null, List.of(), List.of("A")));
    one.take(a).sync("force", 1);
    two.take(b).sync("force", 1);
    assertThat(findings())
        .extracting(Finding::category)
        .containsExactly(Category.CONTRACT, Category.SYNC_UNDER_LOCK);
  }

  @Test
  void each_thread_of_a_deadlock_waits_for_the_next_one() {
    LockInstance c = run.lock("C", LockKind.MONITOR);
    TestRun.Thread three = run.thread("three").take(c).ask(a, Mode.EXCLUSIVE, How.BLOCKING);
    one.take(a).ask(b, Mode.EXCLUSIVE, How.BLOCKING);
    two.take(b).ask(c, Mode.EXCLUSIVE, How.BLOCKING);
    run.deadlock(three.blockedBy(one), two.blockedBy(three), one.blockedBy(two));
    run.deadlock(three.blockedBy(one), two.blockedBy(three), one.blockedBy(two));
    Finding finding = findings().get(0);
    assertThat(finding.title()).isEqualTo("deadlock: A -> B -> C -> A");
    assertThat(finding.edges())
        .extracting(edge -> edge.thread().name() + " " + edge.from() + " " + edge.to())
        .containsExactly("one A B", "two B C", "three C A");
    assertThat(finding.witnesses()).isEqualTo(2);
  }

  @Test
  void a_forbidden_acquisition_is_shown_under_the_locks_that_the_rule_names() {
    LockInstance c = run.lock("C", LockKind.MONITOR);
    run.contract(forbid("B", null, List.of(), List.of("A")));
    one.take(c).take(a).ask(b, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.edges())
                  .extracting(edge -> edge.from().name())
                  .containsExactly("A");
              assertThat(finding.locks()).containsExactly("B", "A");
            });
  }

  @Test
  void a_forbidden_sync_says_what_was_held_where_and_who_waited() {
    run.contract(forbid(null, null, List.of("commit"), List.of()));
    one.begin("commit").take(a).take(b).sync("force", 1, new Waiters(1, 1));
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.locks()).containsExactly("A", "B");
              assertThat(finding.operations()).containsExactly("commit");
              assertThat(finding.blame()).contains(new Blame(1, 0, 1, 1, 1));
            });
  }

  @Test
  void rules_for_one_mode_and_for_the_other_are_different_findings() {
    LockInstance rw = run.lock("RW", LockKind.RW_LOCK);
    run.contract(forbid("RW", Mode.SHARED, List.of("op"), List.of()));
    run.contract(forbid("RW", Mode.EXCLUSIVE, List.of("op"), List.of()));
    one.begin("op").read(rw).release(rw).take(rw);
    assertThat(findings())
        .filteredOn(finding -> finding.category() == Category.CONTRACT)
        .extracting(Finding::fingerprint)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void a_self_deadlock_names_only_the_rules_that_it_breaks() {
    LockInstance declared = run.lock("inode_lock", LockKind.DECLARED);
    run.contract(forbid("A", null, List.of(), List.of()));
    one.take(declared).ask(declared, Mode.EXCLUSIVE, How.BLOCKING);
    assertThat(findings()).singleElement().satisfies(f -> assertThat(f.contracts()).isEmpty());
  }
}
