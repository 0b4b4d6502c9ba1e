package io.jlockdep.verifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.check.Judge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fingerprint outlives what changes every day, and tells apart what is different. */
class FingerprintTest {
  private static final String LEFT = "com.example.Bank.left";
  private static final String RIGHT = "com.example.Bank.right";

  private static List<String> inversion(
      String left, String right, String thread, String method, String... others) {
    TestRun run = new TestRun();
    for (String other : others) {
      run.thread("other").nest(lock(run, LEFT), lock(run, other));
      run.thread("other").nest(lock(run, other), lock(run, "com.example.Leaf.lock"));
    }
    run.thread(thread + "-1").in(method).nest(lock(run, left), lock(run, right));
    run.thread(thread + "-2").in(method + "Back").nest(lock(run, right), lock(run, left));
    return Judge.judge(run.model()).findings().stream().map(Finding::fingerprint).toList();
  }

  private static LockInstance lock(TestRun run, String name) {
    return run.lock(name, LockKind.REENTRANT_LOCK);
  }

  @Test
  void lines_methods_thread_names_order_and_other_edges_do_not_matter() {
    List<String> before = inversion(LEFT, RIGHT, "worker", "transfer");
    assertThat(before).hasSize(1);
    assertThat(inversion(LEFT, RIGHT, "virtual-9", "transfer")).isEqualTo(before);
    assertThat(inversion(LEFT, RIGHT, "worker", "move")).isEqualTo(before);
    assertThat(inversion(RIGHT, LEFT, "worker", "transfer")).isEqualTo(before);
    assertThat(inversion(LEFT, RIGHT, "worker", "transfer", "com.example.Audit.log"))
        .isEqualTo(before);
    TestRun lower = new TestRun();
    lower.thread("a").in("f").nest(lock(lower, "x"), lock(lower, "y"));
    lower.thread("a").nest(lock(lower, LEFT), lock(lower, RIGHT)); // further down in f
    lower.thread("b").in("g").nest(lock(lower, RIGHT), lock(lower, LEFT));
    assertThat(Judge.judge(lower.model()).findings().get(0).fingerprint()).isEqualTo(before.get(0));
  }

  @Test
  void other_locks_are_another_finding() {
    List<String> before = inversion(LEFT, RIGHT, "worker", "transfer");
    assertThat(inversion(LEFT, "com.example.Bank.middle", "worker", "transfer"))
        .doesNotContainAnyElementsOf(before);
  }

  @Test
  void a_lock_taken_again_is_another_finding_than_a_read_lock_upgraded() {
    assertThat(again(Mode.EXCLUSIVE)).isNotEqualTo(again(Mode.SHARED));
  }

  private static String again(Mode first) {
    TestRun run = new TestRun();
    LockInstance lock = run.lock(LEFT, LockKind.DECLARED);
    run.thread("one").take(lock, first, How.BLOCKING).ask(lock, Mode.EXCLUSIVE, How.BLOCKING);
    return Judge.judge(run.model()).findings().get(0).fingerprint();
  }

  @Test
  void the_same_locks_in_other_modes_elsewhere_do_not_matter() {
    List<String> before = readWrite(false);
    assertThat(readWrite(true)).containsAll(before);
  }

  private static List<String> readWrite(boolean readersToo) {
    TestRun run = new TestRun();
    LockInstance left = run.lock(LEFT, LockKind.RW_LOCK);
    LockInstance right = run.lock(RIGHT, LockKind.RW_LOCK);
    if (readersToo) {
      run.thread("reader").in("look").read(left).read(right).release(right).release(left);
    }
    run.thread("one").in("f").nest(left, right);
    run.thread("two").in("g").nest(right, left);
    return Judge.judge(run.model()).findings().stream().map(Finding::fingerprint).toList();
  }

  @Test
  void the_number_of_a_lambda_does_not_matter() {
    String first = "com.example.Bank.lambda$open$0:ReentrantLock";
    String fourth = "com.example.Bank.lambda$open$3:ReentrantLock";
    String other = "com.example.Bank.lambda$close$0:ReentrantLock";
    List<String> before = inversion(first, RIGHT, "worker", "transfer");
    assertThat(inversion(fourth, RIGHT, "worker", "transfer")).isEqualTo(before);
    assertThat(inversion(other, RIGHT, "worker", "transfer")).doesNotContainAnyElementsOf(before);
  }

  @Test
  void two_lambdas_of_one_method_are_two_findings_with_a_fingerprint_each() {
    TestRun run = new TestRun();
    for (int i = 0; i < 2; i++) {
      LockInstance made = lock(run, "com.example.Bank.lambda$open$" + i + ":ReentrantLock");
      run.thread("one").in("f" + i).nest(made, lock(run, RIGHT));
      run.thread("two").in("g" + i).nest(lock(run, RIGHT), made);
    }
    assertThat(Judge.judge(run.model()).findings())
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(Finding::fingerprint)
        .doesNotHaveDuplicates();
  }
}
