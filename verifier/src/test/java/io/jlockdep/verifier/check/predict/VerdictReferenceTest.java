package io.jlockdep.verifier.check.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * All checks together against the enumeration of all reorderings: readers and writers, try,
 * reentrance, waits, starts and joins, signals; locks of one class, of two, and each of its own.
 */
class VerdictReferenceTest {
  private static final int TRACES = Integer.getInteger("jlockdep.reference.traces", 100_000);

  private int deadlocks;
  private int predicted;
  private int occurred;

  @Test
  void what_is_sure_can_happen_and_what_can_happen_is_found() {
    long seed = Long.getLong("jlockdep.seed", System.nanoTime());
    Random seeds = new Random(seed);
    for (int i = 0; i < TRACES; i++) {
      long own = seeds.nextLong();
      Random random = new Random(own);
      SmallTrace small = new SmallTrace(random);
      int classes = List.of(SmallTrace.LOCKS, SmallTrace.LOCKS, 2, 1).get(random.nextInt(4));
      Trace trace = small.trace(classes);
      if (trace.lockOrder().hasCycle()) {
        int number = i;
        compare(
            small,
            classes,
            () ->
                "seed %d, trace %d of seed %d, %d classes: %s"
                    .formatted(own, number, seed, classes, small));
      }
    }
    System.out.printf(
        "verdicts: seed %d, %d traces, %d deadlocks enumerated, %d predicted, %d occurred%n",
        seed, TRACES, deadlocks, predicted, occurred);
    assertThat(predicted).as("seed %d", seed).isGreaterThan(TRACES / 1000);
    assertThat(occurred).as("seed %d", seed).isGreaterThan(TRACES / 10_000);
  }

  private void compare(SmallTrace small, int classes, Supplier<String> what) {
    Set<Set<Integer>> all = new AllReorderings(small, false).locksOfDeadlocks;
    Set<Set<Integer>> kept = new AllReorderings(small, true).locksOfDeadlocks;
    List<Finding> findings = lockOrder(small, classes, false);
    Set<Set<String>> possible = names(small, classes, all);
    deadlocks += all.size();
    for (Finding finding : findings) {
      if (finding.verdict().grade() == Grade.PREDICTED) {
        predicted++;
        assertThat(possible).as(what).contains(Set.copyOf(finding.locks()));
        assertThat(all).as(what).contains(locks(finding));
      }
    }
    for (Set<String> deadlock : names(small, classes, kept)) {
      if (!small.semaphore) { // an acquisition of permits waits for more than it needs
        assertThat(findings)
            .as(what)
            .anyMatch(
                finding ->
                    finding.verdict().grade() == Grade.PREDICTED
                        && Set.copyOf(finding.locks()).equals(deadlock));
      }
    }
    for (Set<String> deadlock : possible) {
      assertThat(findings)
          .as(what)
          .anyMatch(
              finding ->
                  finding.severity().isAtLeast(Severity.WARNING)
                      && Set.copyOf(finding.locks()).equals(deadlock));
    }
    for (Finding finding : lockOrder(small, classes, true)) {
      if (finding.verdict().grade() == Grade.OCCURRED) {
        occurred++;
        assertThat(all).as(what).contains(locks(finding));
      }
    }
  }

  private static List<Finding> lockOrder(SmallTrace small, int classes, boolean watched) {
    Model model = SmallModel.of(small, classes, watched);
    return Judge.judge(model).findings().stream()
        .filter(
            finding ->
                finding.category() == Category.LOCK_ORDER
                    || finding.category() == Category.DEADLOCK)
        .toList();
  }

  private static Set<Integer> locks(Finding finding) {
    return finding.edges().stream()
        .map(edge -> edge.held().instance().id())
        .collect(Collectors.toSet());
  }

  private static Set<Set<String>> names(SmallTrace small, int classes, Set<Set<Integer>> all) {
    Set<Set<String>> names = new HashSet<>();
    for (Set<Integer> locks : all) {
      names.add(
          locks.stream()
              .map(lock -> small.lock(lock, classes).lockClass().name())
              .collect(Collectors.toSet()));
    }
    return names;
  }
}
