package io.jlockdep.verifier.check.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.model.Trace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the replay accepts and rejects: claims, true and false ones, about small traces. */
class ReplayTest {
  private static final int TRACES =
      Math.min(20_000, Integer.getInteger("jlockdep.reference.traces", 100_000));

  private int accepted;
  private int rejected;

  @Test
  void a_claim_is_accepted_if_and_only_if_its_events_can_be_made_and_end_in_the_hang() {
    long seed = Long.getLong("jlockdep.seed", System.nanoTime());
    Random seeds = new Random(seed);
    for (int i = 0; i < TRACES; i++) {
      long own = seeds.nextLong();
      SmallTrace small = new SmallTrace(new Random(own));
      Trace trace = small.trace();
      if (!small.semaphore && trace.lockOrder().hasCycle()) {
        claims(small, trace, "seed %d of seed %d: %s".formatted(own, seed, small));
      }
    }
    assertThat(accepted).as("seed %d", seed).isGreaterThan(TRACES / 200);
    assertThat(rejected).as("seed %d", seed).isGreaterThan(TRACES / 200);
  }

  /** Every pair of threads that can stand in one another's way; the others stop anywhere. */
  private void claims(SmallTrace small, Trace trace, String what) {
    AllReorderings reference = new AllReorderings(small, true);
    Random random = new Random(small.events.size());
    int[] counts = new int[SmallTrace.THREADS];
    for (int one = 0; one < SmallTrace.THREADS; one++) {
      for (int other = one + 1; other < SmallTrace.THREADS; other++) {
        for (counts[one] = 0; counts[one] < reference.size(one); counts[one]++) {
          for (counts[other] = 0; counts[other] < reference.size(other); counts[other]++) {
            if (reference.waitsFor(one, other, counts)) {
              for (int thread = 0; thread < SmallTrace.THREADS; thread++) {
                if (thread != one && thread != other) {
                  counts[thread] = random.nextInt(reference.possible(thread) + 1);
                }
              }
              claim(reference, trace, counts.clone(), new int[] {one, other}, what);
            }
          }
        }
      }
    }
  }

  private void claim(
      AllReorderings reference, Trace trace, int[] counts, int[] threads, String what) {
    Prediction claim = new Prediction(new int[0], threads, new int[0], counts);
    boolean holds = reference.hangs(counts, threads);
    assertThat(Replay.of(trace, List.of(claim)).get(0).isPresent())
        .as("%s%n%s", List.of(counts[0], counts[1], counts[2], counts[3]), what)
        .isEqualTo(holds);
    accepted += holds ? 1 : 0;
    rejected += holds ? 0 : 1;
  }
}
