package io.jlockdep.samplefs.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();

  @Test
  void nobodyWaitsForNobody() {
    arrivals.await(Long.MAX_VALUE / 2);
  }

  @Test
  void theLastToArriveEndsTheWait() throws Exception {
    arrivals.add();
    arrivals.add();
    Thread waiter = new Thread(() -> arrivals.await(TimeUnit.HOURS.toNanos(1)));
    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    arrivals.remove(1);
    arrivals.remove(1);
    waiter.join();
  }

  @Test
  void theWaitIsBounded() {
    arrivals.add();
    arrivals.await(1);
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    arrivals.add();
    Thread.currentThread().interrupt();
    arrivals.await(TimeUnit.HOURS.toNanos(1));
    assertThat(Thread.interrupted()).isTrue();
  }
}
