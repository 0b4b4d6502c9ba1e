package io.jlockdep.verifier.check.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.model.Trace;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClosureTest {
  @Test
  void few_threads_and_many_are_closed_alike() {
    Random random = new Random(5);
    int overtaken = 0;
    for (int i = 0; i < 20_000; i++) {
      Trace trace = new SmallTrace(new Random(random.nextLong())).trace();
      Closure asksThreads = closure(trace, false);
      Closure takesNote = closure(trace, true);
      Closure withoutLocks = closure(trace, false);
      asksThreads.clear(true);
      takesNote.clear(true);
      withoutLocks.clear(false);
      for (int need = 0; need < 3; need++) {
        int thread = random.nextInt(trace.threads().size());
        int count = random.nextInt(SmallTrace.EVENTS / 2);
        asksThreads.need(thread, count);
        takesNote.need(thread, count);
        withoutLocks.need(thread, count);
        boolean possible = asksThreads.complete();
        assertThat(takesNote.complete()).as("trace %d", i).isEqualTo(possible);
        assertThat(takesNote.counts()).as("trace %d", i).isEqualTo(asksThreads.counts());
        withoutLocks.complete();
      }
      overtaken += Arrays.equals(asksThreads.counts(), withoutLocks.counts()) ? 0 : 1;
    }
    assertThat(overtaken).isGreaterThan(200);
  }

  private static Closure closure(Trace trace, boolean manyThreads) {
    TraceIndex index = new TraceIndex(trace);
    index.sort();
    return new Closure(index, manyThreads);
  }
}
