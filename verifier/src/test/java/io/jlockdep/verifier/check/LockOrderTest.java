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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockOrderTest {
  private final TestRun run = new TestRun();
  private final TestRun.Thread one = run.thread("one");
  private final TestRun.Thread two = run.thread("two");
  private final LockInstance a = run.lock("com.example.Bank.a", LockKind.REENTRANT_LOCK);
  private final LockInstance b = run.lock("com.example.Bank.b", LockKind.MONITOR);

  private List<Finding> findings() {
    return Judge.judge(run.model()).findings();
  }

  private Finding only() {
    assertThat(findings()).hasSize(1);
    return findings().get(0);
  }

  @Test
  void opposite_orders_of_two_threads_on_the_same_objects_are_an_error() {
    one.nest(a, b);
    two.nest(b, a);
    Finding finding = only();
    assertThat(finding.category()).isEqualTo(Category.LOCK_ORDER);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.verdict().grade()).isEqualTo(Grade.INSTANCE);
    assertThat(finding.verdict().downgrades()).isEmpty();
    assertThat(finding.title()).isEqualTo("lock order inversion: Bank.a -> Bank.b -> Bank.a");
    assertThat(finding.locks()).containsExactly("com.example.Bank.a", "com.example.Bank.b");
    assertThat(finding.edges()).hasSize(2);
  }

  @Test
  void a_walk_from_parent_to_child_through_two_locks_each_is_a_note() {
    walkDown(one);
    walkDown(two);
    assertThat(findings()).isNotEmpty().allMatch(f -> f.severity() == Severity.NOTE);
    assertThat(findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.locks())
                  .containsExactly("com.example.Tree.l", "com.example.Tree.m");
              assertThat(finding.verdict().downgrades()).contains("always in one order");
            });
  }

  @Test
  void a_step_outside_of_the_walk_down_keeps_its_cycle_a_warning() {
    walkDown(one);
    LockInstance lock = run.lock("com.example.Tree.l", 8, LockKind.REENTRANT_LOCK);
    LockInstance mutex = run.lock("com.example.Tree.m", 9, LockKind.MONITOR);
    two.nest(mutex, lock);
    assertThat(findings()).anyMatch(finding -> finding.severity() == Severity.WARNING);
  }

  @Test
  void a_walk_up_the_same_tree_is_an_error() {
    walkDown(one);
    LockInstance parent = run.lock("com.example.Tree.l", 1, LockKind.REENTRANT_LOCK);
    LockInstance child = run.lock("com.example.Tree.m", 2, LockKind.MONITOR);
    LockInstance other = run.lock("com.example.Tree.l", 3, LockKind.REENTRANT_LOCK);
    two.take(other).nest(child, parent).release(other);
    assertThat(findings()).anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  private void walkDown(TestRun.Thread thread) {
    LockInstance parentLock = run.lock("com.example.Tree.l", 1, LockKind.REENTRANT_LOCK);
    LockInstance parentMutex = run.lock("com.example.Tree.m", 1, LockKind.MONITOR);
    LockInstance childLock = run.lock("com.example.Tree.l", 2, LockKind.REENTRANT_LOCK);
    LockInstance childMutex = run.lock("com.example.Tree.m", 2, LockKind.MONITOR);
    thread.take(parentLock).take(parentMutex).take(childLock).take(childMutex);
    thread.release(childMutex).release(childLock).release(parentMutex).release(parentLock);
  }

  @Test
  void one_order_is_clean() {
    one.nest(a, b);
    two.nest(a, b);
    assertThat(findings()).isEmpty();
  }

  @Test
  void both_orders_on_one_thread_are_a_warning() {
    one.nest(a, b).nest(b, a);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.verdict().grade()).isEqualTo(Grade.CLASS);
    assertThat(finding.verdict().downgrades()).containsExactly("single thread");
  }

  @Test
  void threads_one_after_the_other_are_a_warning_ordered_by_join() {
    TestRun.Thread main = run.thread("main");
    main.start(one);
    one.nest(a, b);
    main.join(one).start(two);
    two.nest(b, a);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.verdict().downgrades()).containsExactly("ordered by Thread.join");
  }

  @Test
  void what_a_thread_did_before_it_started_another_is_ordered_by_start() {
    one.nest(a, b).start(two);
    two.nest(b, a);
    assertThat(only().verdict().downgrades()).containsExactly("ordered by Thread.start");
  }

  @Test
  void what_a_thread_does_after_it_started_another_is_not_ordered() {
    one.start(two).nest(a, b);
    two.nest(b, a);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_witness_that_is_not_ordered_is_preferred() {
    one.nest(a, b).start(two);
    two.nest(b, a);
    run.thread("three").nest(a, b);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void an_exclusive_gate_makes_it_a_note() {
    LockInstance gate = run.lock("com.example.Bank.gate", LockKind.MONITOR);
    one.take(gate).nest(a, b).release(gate);
    two.take(gate).nest(b, a).release(gate);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("gated by Bank.gate");
  }

  @Test
  void a_thread_may_hold_hundreds_of_locks_at_once() {
    LockInstance[] up = new LockInstance[120];
    for (int i = 0; i < up.length; i++) {
      up[i] = run.lock("com.example.Row.lock" + i, LockKind.REENTRANT_LOCK);
    }
    LockInstance[] down = up.clone();
    Collections.reverse(Arrays.asList(down));
    nestAll(one, up);
    nestAll(two, down);
    assertThat(Judge.judge(run.model()).dependencies()).isEqualTo(120 * 119);
    assertThat(findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .isNotEmpty()
        .allMatch(finding -> finding.locks().size() == 2);
  }

  @Test
  void of_very_many_pairs_of_one_class_both_orders_are_kept() {
    LockInstance[] up = new LockInstance[200];
    for (int i = 0; i < up.length; i++) {
      up[i] = run.lock("com.example.Account.lock", i + 1, LockKind.REENTRANT_LOCK);
    }
    LockInstance[] down = up.clone();
    Collections.reverse(Arrays.asList(down));
    nestAll(one, up);
    nestAll(two, down);
    assertThat(findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .isNotEmpty()
        .allMatch(finding -> finding.verdict().grade() == Grade.INSTANCE);
  }

  private static void nestAll(TestRun.Thread thread, LockInstance... locks) {
    for (LockInstance lock : locks) {
      thread.take(lock);
    }
    for (LockInstance lock : locks) {
      thread.release(lock);
    }
  }

  @Test
  void a_gate_among_hundreds_of_locks_is_found() {
    LockInstance[] others = new LockInstance[300];
    for (int i = 0; i < others.length; i++) {
      others[i] = run.lock("com.example.Row.lock" + i, LockKind.MONITOR);
    }
    LockInstance gate = run.lock("com.example.Bank.gate", LockKind.MONITOR);
    LockInstance[] first = Arrays.copyOf(others, 303);
    first[300] = gate;
    first[301] = a;
    first[302] = b;
    nestAll(one, first);
    nestAll(two, gate, b, a);
    assertThat(only().verdict().downgrades()).containsExactly("gated by Bank.gate");
  }

  @Test
  void a_gate_that_is_read_does_not_keep_threads_apart() {
    LockInstance gate = run.lock("com.example.Bank.gate", LockKind.RW_LOCK);
    one.read(gate).nest(a, b).release(gate);
    two.read(gate).nest(b, a).release(gate);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_gate_that_one_edge_lacks_does_not_exclude() {
    LockInstance gate = run.lock("com.example.Bank.gate", LockKind.MONITOR);
    one.take(gate).nest(a, b).release(gate);
    two.nest(b, a);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_gate_that_is_another_object_does_not_exclude() {
    LockInstance gate = run.lock("com.example.Bank.gate", 1, LockKind.MONITOR);
    LockInstance other = run.lock("com.example.Bank.gate", 2, LockKind.MONITOR);
    one.take(gate).nest(a, b).release(gate);
    two.take(other).nest(b, a).release(other);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_try_makes_no_dependency_but_is_noted() {
    one.nest(a, b);
    two.take(b).take(a, Mode.EXCLUSIVE, How.TRY);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.verdict().downgrades()).containsExactly("try-only");
  }

  @Test
  void a_lock_held_by_a_try_is_held_all_the_same() {
    one.nest(a, b);
    two.take(b, Mode.EXCLUSIVE, How.TRY).take(a);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_timed_wait_is_a_warning() {
    one.nest(a, b);
    two.take(b).take(a, Mode.EXCLUSIVE, How.TIMED);
    Finding finding = only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.verdict().downgrades()).containsExactly("bounded wait");
    assertThat(finding.verdict().grade()).isEqualTo(Grade.INSTANCE);
  }

  @ParameterizedTest
  @EnumSource(
      value = LockKind.class,
      names = {"RW_LOCK", "STAMPED_LOCK"})
  void readers_only_are_a_note_until_writers_are_seen_for_both(LockKind kind) {
    LockInstance r = run.lock("R", kind);
    LockInstance s = run.lock("S", kind);
    one.read(r).read(s).release(s).release(r);
    two.read(s).read(r).release(r).release(s);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
    assertThat(only().verdict().downgrades()).containsExactly("needs a writer");
    run.thread("writer").take(r).release(r);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
    run.thread("writer").take(s).release(s);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_read_lock_that_meets_a_write_lock_is_an_error() {
    LockInstance r = run.lock("R", LockKind.RW_LOCK);
    LockInstance s = run.lock("S", LockKind.RW_LOCK);
    one.read(r).take(s);
    two.read(s).take(r);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void other_objects_of_the_same_classes_are_a_class_cycle() {
    LockInstance otherA = run.lock("com.example.Bank.a", 2, LockKind.REENTRANT_LOCK);
    LockInstance otherB = run.lock("com.example.Bank.b", 2, LockKind.MONITOR);
    one.nest(a, b);
    two.nest(otherB, otherA);
    assertThat(only().verdict().grade()).isEqualTo(Grade.CLASS);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_class_cycle_through_a_general_class_is_a_note() {
    one.nest(a, run.general("java.lang.Object", 1));
    two.nest(run.general("java.lang.Object", 2), a);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
    assertThat(only().verdict().grade()).isEqualTo(Grade.CLASS);
  }

  @Test
  void a_general_class_does_not_matter_when_the_objects_are_the_same() {
    one.nest(a, run.general("java.lang.Object", 1));
    two.nest(run.general("java.lang.Object", 1), a);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void two_objects_of_a_class_in_both_orders_are_an_error() {
    LockInstance first = run.lock("Account.lock", 1, LockKind.MONITOR);
    LockInstance second = run.lock("Account.lock", 2, LockKind.MONITOR);
    one.nest(first, second);
    two.nest(second, first);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    assertThat(only().title()).isEqualTo("lock order inversion between objects of Account.lock");
  }

  @Test
  void two_objects_of_a_class_in_one_order_are_a_note() {
    LockInstance first = run.lock("Account.lock", 1, LockKind.MONITOR);
    LockInstance second = run.lock("Account.lock", 2, LockKind.MONITOR);
    one.nest(first, second);
    two.nest(first, second);
    assertThat(only().severity()).isEqualTo(Severity.NOTE);
    assertThat(only().verdict().downgrades()).containsExactly("always in one order");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 12})
  void dining_philosophers_are_one_error_whatever_their_number(int philosophers) {
    for (int i = 0; i < philosophers; i++) {
      run.thread("philosopher-" + i)
          .nest(
              run.lock("Fork", i, LockKind.MONITOR),
              run.lock("Fork", (i + 1) % philosophers, LockKind.MONITOR));
    }
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    assertThat(only().edges()).hasSize(philosophers);
    TestRun pair = new TestRun();
    LockInstance left = pair.lock("Fork", 0, LockKind.MONITOR);
    LockInstance right = pair.lock("Fork", 1, LockKind.MONITOR);
    pair.thread("x").nest(left, right);
    pair.thread("y").nest(right, left);
    assertThat(Judge.judge(pair.model()).findings().get(0).fingerprint())
        .isEqualTo(only().fingerprint());
  }

  @Test
  void a_cycle_that_goes_round_the_classes_twice_is_instance_evidence() {
    LockInstance otherA = run.lock("com.example.Bank.a", 2, LockKind.REENTRANT_LOCK);
    LockInstance otherB = run.lock("com.example.Bank.b", 2, LockKind.MONITOR);
    one.nest(a, b);
    two.nest(b, otherA);
    run.thread("three").nest(otherA, otherB);
    run.thread("four").nest(otherB, a);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    assertThat(only().edges()).hasSize(4);
  }

  @Test
  void a_cycle_in_which_a_class_is_also_nested_in_itself_is_found() {
    LockInstance child = run.lock("com.example.Bank.a", 2, LockKind.REENTRANT_LOCK);
    one.nest(a, child);
    two.nest(child, b);
    run.thread("three").nest(b, a);
    assertThat(findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.edges()).hasSize(3);
            });
  }

  @Test
  void three_threads_and_three_locks_are_found() {
    LockInstance c = run.lock("C", LockKind.STAMPED_LOCK);
    one.nest(a, b);
    two.nest(b, c);
    run.thread("three").nest(c, a);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    assertThat(only().edges()).hasSize(3);
  }

  @Test
  void a_semaphore_that_others_release_orders_nothing() {
    LockInstance signal = run.semaphore("Signal", 1, true);
    one.nest(a, signal);
    two.nest(signal, a);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_semaphore_with_one_permit_is_a_lock_and_with_two_a_note() {
    LockInstance mutex = run.semaphore("Mutex", 1, false);
    one.nest(a, mutex);
    two.nest(mutex, a);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    TestRun pool = new TestRun();
    LockInstance lock = pool.lock("L", LockKind.MONITOR);
    LockInstance permits = pool.semaphore("Pool", 2, false);
    pool.thread("x").nest(lock, permits);
    pool.thread("y").nest(permits, lock);
    assertThat(Judge.judge(pool.model()).findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTE);
  }

  @Test
  void fingerprints_do_not_depend_on_threads_lines_or_order() {
    one.nest(a, b);
    two.nest(b, a);
    String before = only().fingerprint();
    TestRun other = new TestRun();
    LockInstance b2 = other.lock("com.example.Bank.b", LockKind.MONITOR);
    LockInstance a2 = other.lock("com.example.Bank.a", LockKind.REENTRANT_LOCK);
    other.thread("z").in("elsewhere").nest(b2, a2);
    other.thread("y").nest(a2, b2);
    assertThat(Judge.judge(other.model()).findings().get(0).fingerprint()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 60})
  void a_dense_graph_ends_within_its_bounds(int size) {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < size * size; i++) {
      run.thread("t" + random.nextInt(5))
          .nest(
              run.lock("L" + random.nextInt(size), 1 + random.nextInt(3), LockKind.MONITOR),
              run.lock("M" + random.nextInt(size), 1 + random.nextInt(3), LockKind.MONITOR));
      run.thread("t" + random.nextInt(5))
          .nest(
              run.lock("M" + random.nextInt(size), 1 + random.nextInt(3), LockKind.MONITOR),
              run.lock("L" + random.nextInt(size), 1 + random.nextInt(3), LockKind.MONITOR));
    }
    assertThat(findings()).as("seed %d", seed).isNotEmpty();
    assertThat(Judge.judge(run.model()).cyclesCut()).isTrue();
  }

  @Test
  void a_longer_cycle_of_classes_that_contains_a_shorter_one_is_a_note() {
    LockInstance c = run.lock("com.example.Bank.c", LockKind.MONITOR);
    one.nest(a, b).nest(b, a).nest(b, c).nest(c, a);
    assertThat(findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING, Severity.NOTE);
    assertThat(findings().get(1).verdict().downgrades()).contains("contains a shorter cycle");
  }

  @Test
  void a_longer_cycle_that_can_hang_by_itself_stays_an_error() {
    LockInstance c = run.lock("com.example.Bank.c", LockKind.MONITOR);
    one.nest(a, b);
    two.nest(b, a);
    two.nest(b, c);
    run.thread("three").nest(c, a);
    assertThat(findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.ERROR);
  }
}
