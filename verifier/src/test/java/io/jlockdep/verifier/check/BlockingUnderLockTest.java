package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Waiters;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls and waits that block under a lock, and the waiting that they cause to others. */
class BlockingUnderLockTest {
  private static final Waiters NOBODY = new Waiters(0, 0);

  private final TestRun run = new TestRun();
  private final TestRun.Thread one = run.thread("one");
  private final TestRun.Thread two = run.thread("two");
  private final LockInstance lock = run.lock("com.example.Bank.lock", LockKind.REENTRANT_LOCK);
  private final LockInstance inner = run.lock("com.example.Bank.inner", LockKind.MONITOR);
  private final LockInstance event = run.lock("com.example.Bank.filled", LockKind.LOCK);

  private List<Finding> findings() {
    return Judge.judge(run.model()).findings().stream()
        .filter(finding -> finding.category() == Category.BLOCKING_UNDER_LOCK)
        .toList();
  }

  private Finding only() {
    assertThat(findings()).hasSize(1);
    return findings().get(0);
  }

  @Test
  void a_wait_under_a_second_lock_is_a_note() {
    int wait = one.take(lock).take(inner).about("object-wait", inner, inner.id(), 0);
    one.goOn(wait);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.title())
        .isEqualTo("waits for Bank.inner (object-wait) under Bank.lock, in Main.run");
    assertThat(finding.locks()).containsExactly("com.example.Bank.lock");
    assertThat(finding.blame()).isEmpty();
  }

  @Test
  void a_wait_that_gives_up_the_only_lock_is_clean() {
    one.take(inner).goOn(one.about("object-wait", inner, inner.id(), 0));
    two.about("latch", event);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_wait_that_is_part_of_a_wait_cycle_is_told_there() {
    one.take(lock).about("latch", event);
    two.followed().take(lock).release(lock).signal("latch", event);
    assertThat(findings()).isEmpty();
    two.take(inner).about("latch", event);
    assertThat(only().title()).contains("under Bank.inner");
  }

  @Test
  void a_semaphore_that_others_release_is_no_lock_here() {
    one.take(run.semaphore("S", 1, true)).about("latch", event);
    one.blocks("sleep", 1, 1, 1, NOBODY);
    assertThat(findings()).isEmpty();
  }

  @Test
  void calls_are_added_up_by_thread_and_place() {
    one.take(lock).blocks("sleep", 5_000_000, 1, 5_000_000, NOBODY);
    one.blocks("sleep", 2_000_000, 8, 20_000_000, NOBODY);
    two.take(lock).blocks("sleep", 1_000_000, 1, 1_000_000, NOBODY);
    Finding finding = only();
    assertThat(finding.witnesses()).isEqualTo(9);
    assertThat(finding.title()).isEqualTo("blocks in call (sleep) under Bank.lock, in Main.run");
    assertThat(finding.places().get(0).what())
        .isEqualTo("calls call (sleep), 9 times, 21.0 ms in all, longest seen 5.0 ms,");
  }

  @Test
  void other_kinds_places_and_locks_are_other_findings() {
    one.take(lock).blocks("sleep", 1, 1, 1, NOBODY).blocks("socket", 1, 1, 1, NOBODY);
    one.in("other").blocks("sleep", 1, 1, 1, NOBODY);
    one.take(inner).blocks("sleep", 1, 1, 1, NOBODY);
    assertThat(findings()).hasSize(4);
  }

  @Test
  void blame_lies_between_those_who_waited_all_the_while_and_all_who_waited() {
    one.take(lock).blocks("sleep", 10, 1, 10, new Waiters(3, 2));
    one.blocks("sleep", 100, 2, 110, new Waiters(1, 0));
    one.blocks("sleep", 1000, 3, 1110, Waiters.UNKNOWN);
    assertThat(only().blame()).contains(new Blame(2, 1, 3, 20, 130));
  }

  @Test
  void a_sync_carries_its_blame_too() {
    one.take(lock).sync("force", 7, new Waiters(2, 1));
    Finding finding = Judge.judge(run.model()).findings().get(0);
    assertThat(finding.category()).isEqualTo(Category.SYNC_UNDER_LOCK);
    assertThat(finding.blame()).contains(new Blame(1, 0, 2, 7, 14));
  }

  @Test
  void a_finding_that_gets_another_fingerprint_or_verdict_keeps_its_places_and_blame() {
    one.take(lock).blocks("sleep", 10, 1, 10, new Waiters(3, 2));
    Finding finding = only();
    for (Finding same :
        List.of(
            finding.named("0123456789abcdef"),
            finding.judged(finding.verdict()),
            finding.breaking(List.of("rule")),
            finding.withWitnesses(7))) {
      assertThat(same.places()).isEqualTo(finding.places());
      assertThat(same.blame()).isEqualTo(finding.blame());
    }
  }
}
