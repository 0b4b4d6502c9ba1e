package io.jlockdep.verifier.check.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.model.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The fast prediction against the enumeration of all reorderings. */
class ReferenceTest {
  private static final int TRACES = Integer.getInteger("jlockdep.reference.traces", 100_000);

  @Test
  void every_prediction_is_real_and_none_that_keeps_the_order_of_sections_is_missing() {
    long seed = Long.getLong("jlockdep.seed", System.nanoTime());
    Random seeds = new Random(seed);
    int withDeadlock = 0;
    int compared = 0;
    for (int i = 0; i < TRACES; i++) {
      long own = seeds.nextLong();
      SmallTrace small = new SmallTrace(new Random(own));
      Trace trace = small.trace();
      if (!trace.lockOrder().hasCycle()) {
        continue;
      }
      int number = i;
      Supplier<String> what =
          () -> "seed %d, trace %d of seed %d: %s".formatted(own, number, seed, small);
      Set<Set<String>> predicted = predicted(trace, what);
      if (!predicted.isEmpty()) {
        assertThat(new AllReorderings(small, false).deadlocks).as(what).containsAll(predicted);
      }
      Set<Set<String>> kept = new AllReorderings(small, true).deadlocks;
      // an acquisition of permits waits for all releases before it, which is more than it needs
      if (!small.semaphore) {
        assertThat(predicted).as(what).isEqualTo(kept);
        compared++;
      } else {
        assertThat(kept).as(what).containsAll(predicted);
      }
      withDeadlock += predicted.isEmpty() ? 0 : 1;
    }
    System.out.printf(
        "reference: seed %d, %d traces, %d with a cycle compared exactly, %d with a deadlock%n",
        seed, TRACES, compared, withDeadlock);
    assertThat(withDeadlock).as("seed %d", seed).isGreaterThan(TRACES / 1000);
  }

  private static Set<Set<String>> predicted(Trace trace, Supplier<String> what) {
    Predictor predictor = new Predictor(trace);
    List<Prediction> predictions = predictor.predict();
    List<Optional<List<Replay.Stuck>>> ends = Replay.of(trace, predictions);
    Set<Set<String>> found = new HashSet<>();
    for (int i = 0; i < predictions.size(); i++) {
      assertThat(ends.get(i)).as(what).isPresent();
      Set<String> steps = new TreeSet<>();
      for (Replay.Stuck stuck : ends.get(i).get()) {
        Set<Integer> held = new TreeSet<>();
        stuck.held().forEach(hold -> held.add(hold.lock() * 2 + (hold.shared() ? 1 : 0)));
        steps.add(
            AllReorderings.step(
                stuck.thread(), stuck.request().lock(), stuck.request().shared(), held));
      }
      found.add(steps);
    }
    return found;
  }
}
