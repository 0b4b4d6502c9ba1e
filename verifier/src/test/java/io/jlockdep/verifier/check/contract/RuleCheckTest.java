package io.jlockdep.verifier.check.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.EventPattern;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Formula;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Waiters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules about declared events and the declared order, as one says them in the spec file. */
class RuleCheckTest {
  private final TestRun run = new TestRun();
  private final TestRun.Thread one = run.thread("one");
  private final LockInstance inode = run.lock("inode_lock", LockKind.DECLARED);
  private final LockInstance dio = run.lock("dio_sem", LockKind.DECLARED);

  private List<Finding> findings() {
    return Judge.judge(run.model()).findings().stream()
        .filter(finding -> finding.category() == Category.CONTRACT)
        .toList();
  }

  private Finding only() {
    assertThat(findings()).hasSize(1);
    return findings().get(0);
  }

  private static EventPattern any(String event) {
    return new EventPattern(event, List.of(), true);
  }

  private static EventPattern of(String event, String... terms) {
    return new EventPattern(event, List.of(terms), false);
  }

  private void forbid(List<String> inside, List<String> holding) {
    run.rule(new Rule.ForbidCall("no-flush", any("flush"), inside, holding, Severity.ERROR, "why"));
  }

  private void require(Optional<Mode> mode) {
    run.rule(
        new Rule.Require(
            "held", any("write"), List.of("inode_lock", "dio_sem"), mode, Severity.WARNING, ""));
  }

  @Test
  void a_forbidden_call_is_told_with_where_and_how_often() {
    forbid(List.of("write", "commit"), List.of("inode_lock"));
    one.begin("write").begin("other").begin("commit").take(inode);
    one.occurs("flush", 1L).occurs("flush", 2L).occurs("read", 1L);
    Finding finding = only();
    assertThat(finding.title())
        .isEqualTo("flush inside write > commit while holding inode_lock: forbidden by no-flush");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.witnesses()).isEqualTo(2);
    assertThat(finding.contracts()).containsExactly("no-flush");
    assertThat(finding.locks()).containsExactly("inode_lock");
    assertThat(finding.operations()).containsExactly("write", "other", "commit");
    assertThat(finding.occurrences()).extracting(Occurrence::text).containsExactly("flush(1)");
  }

  @Test
  void a_call_outside_or_in_another_order_or_without_the_lock_is_allowed() {
    forbid(List.of("write", "commit"), List.of("inode_lock"));
    one.take(inode).occurs("flush").begin("write").occurs("flush").end();
    one.begin("commit").begin("write").occurs("flush").end().end().release(inode);
    one.begin("write").begin("commit").take(dio).occurs("flush");
    assertThat(findings()).isEmpty();
  }

  @Test
  void calls_that_block_waits_and_syncs_can_be_forbidden_inside_an_operation() {
    run.rule(new Rule.ForbidBlock("quick", List.of("handler"), List.of(), Severity.ERROR, "why"));
    LockInstance latch = run.lock("latch", LockKind.SEMAPHORE);
    one.blocks("sleep", 1, 1, 1, Waiters.UNKNOWN).sync("force", 1).await("latch", latch);
    assertThat(findings()).isEmpty();
    one.begin("handler").begin("deeper");
    one.blocks("sleep", 1, 1, 1, Waiters.UNKNOWN).sync("force", 1).await("latch", latch);
    Finding finding = only();
    assertThat(finding.title()).endsWith(" inside handler: forbidden by quick");
    assertThat(finding.witnesses()).isEqualTo(3);
    assertThat(finding.contracts()).containsExactly("quick");
    assertThat(finding.operations()).containsExactly("handler", "deeper");
    assertThat(finding.places()).hasSize(3);
  }

  @Test
  void a_star_is_any_lock_but_not_none() {
    run.rule(new Rule.ForbidBlock("free", List.of(), List.of("*"), Severity.NOTE, ""));
    forbid(List.of(), List.of("*"));
    one.sync("force", 1).occurs("flush");
    assertThat(findings()).isEmpty();
    one.take(dio).sync("force", 1).occurs("flush");
    assertThat(findings())
        .extracting(Finding::title)
        .containsExactlyInAnyOrder(
            "waits for the disk (force) while holding a lock: forbidden by free",
            "flush while holding a lock: forbidden by no-flush");
  }

  @Test
  void a_rule_without_conditions_forbids_the_call_everywhere() {
    forbid(List.of(), List.of());
    one.occurs("flush");
    assertThat(only().title()).isEqualTo("flush: forbidden by no-flush");
  }

  @Test
  void one_of_the_required_locks_is_enough() {
    require(Optional.empty());
    one.take(dio).occurs("write").release(dio).read(inode).occurs("write");
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_missing_lock_is_told() {
    require(Optional.empty());
    one.take(run.lock("other", LockKind.MONITOR)).occurs("write").occurs("read");
    assertThat(only().title()).isEqualTo("write without inode_lock or dio_sem: required by held");
    assertThat(only().witnesses()).isEqualTo(1);
  }

  @Test
  void the_required_mode_counts() {
    require(Optional.of(Mode.EXCLUSIVE));
    one.read(inode).occurs("write").release(inode);
    assertThat(only().title())
        .isEqualTo("write without inode_lock or dio_sem (exclusive): required by held");
    TestRun.Thread two = run.thread("two");
    two.take(inode).occurs("write");
    assertThat(only().witnesses()).isEqualTo(1);
  }

  @Test
  void an_acquisition_against_the_declared_order_is_told_but_for_a_try() {
    LockInstance third = run.lock("log_mutex", LockKind.DECLARED);
    run.rule(
        new Rule.Order(
            "levels", List.of("inode_lock", "dio_sem", "log_mutex"), Severity.WARNING, ""));
    one.take(inode).take(dio).take(third).release(third).release(dio).release(inode);
    one.take(dio).take(inode, Mode.EXCLUSIVE, How.TRY).release(inode);
    one.take(run.lock("other", LockKind.MONITOR));
    assertThat(findings()).isEmpty();
    one.begin("sync").take(inode).release(inode).ask(inode, Mode.SHARED, How.TIMED);
    Finding finding = only();
    assertThat(finding.title())
        .isEqualTo("inode_lock taken under dio_sem, against the order declared by levels");
    assertThat(finding.locks()).containsExactly("inode_lock", "dio_sem");
    assertThat(finding.operations()).containsExactly("sync");
    assertThat(finding.edges()).hasSize(1);
    assertThat(finding.witnesses()).isEqualTo(2);
  }

  @Test
  void what_is_opened_and_never_closed_is_told_at_the_end_of_the_program_only() {
    run.rule(
        new Rule.Balanced(
            "reserve",
            of("reserve", "x"),
            List.of(of("release", "x"), of("convert", "x")),
            Optional.empty(),
            Severity.ERROR,
            ""));
    one.occurs("reserve", 1L).occurs("reserve", 2L).occurs("reserve", 3L);
    one.occurs("release", 1L).occurs("convert", 2L);
    Finding finding = only();
    assertThat(finding.title())
        .isEqualTo("reserve without release or convert until the end: required by reserve");
    assertThat(finding.occurrences()).extracting(Occurrence::text).containsExactly("reserve(3)");
    run.deadlock();
    assertThat(findings()).isEmpty();
  }

  @Test
  void what_is_closed_too_late_is_told_with_both_places() {
    run.rule(
        new Rule.Balanced(
            "reserve",
            of("reserve", "x"),
            List.of(of("release", "x")),
            Optional.of(any("unmount")),
            Severity.ERROR,
            ""));
    one.occurs("reserve", 1L).occurs("unmount").occurs("release", 1L);
    assertThat(only().title())
        .isEqualTo("reserve without release before unmount: required by reserve");
    assertThat(only().occurrences())
        .extracting(Occurrence::text)
        .containsExactly("reserve(1)", "unmount()");
  }

  @Test
  void a_formula_that_does_not_hold_is_told_where_it_should_have() {
    run.rule(
        new Rule.Always(
            "flushed",
            of("ack", "x"),
            new Formula.Once(new Formula.Atom(of("flush", "x"))),
            Severity.ERROR,
            ""));
    one.occurs("flush", 1L).occurs("ack", 1L).occurs("ack", 2L);
    Finding finding = only();
    assertThat(finding.title()).isEqualTo("ack: not as flushed requires");
    assertThat(finding.occurrences()).extracting(Occurrence::text).endsWith("ack(2)");
    assertThat(finding.witnesses()).isEqualTo(1);
  }

  @Test
  void rules_of_other_kinds_and_names_are_other_findings() {
    forbid(List.of(), List.of());
    run.rule(
        new Rule.ForbidCall("no-flush-2", any("flush"), List.of(), List.of(), Severity.NOTE, ""));
    one.occurs("flush");
    assertThat(findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates().hasSize(2);
  }
}
