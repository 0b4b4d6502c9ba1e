package io.jlockdep.samplefs.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExtentLocksTest {
  // On JDK 25 a common pool of one thread would not run the second task while the first one waits.
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private final ExtentLocks locks = new ExtentLocks();

  @Test
  void neighboursDoNotOverlap() {
    locks.lock(0, 10);
    assertThat(locks.tryLock(10, 20)).isNotNull();
    assertThat(locks.tryLock(9, 10)).isNull();
    assertThat(locks.tryLock(5, 30)).isNull();
    assertThat(locks.tryLock(20, Long.MAX_VALUE)).isNotNull();
  }

  @Test
  void theRestOfAShrunkRangeIsFree() {
    ExtentLocks.Range range = locks.lock(0, 10);
    locks.shrink(range, 4);
    assertThat(locks.tryLock(4, 10)).isNotNull();
    assertThat(locks.tryLock(3, 4)).isNull();
  }

  @Test
  void aWaiterGetsTheRangeWhenAnotherThreadUnlocksIt() throws Exception {
    ExtentLocks.Range held = locks.lock(0, 10);
    CompletableFuture<ExtentLocks.Range> waiter =
        CompletableFuture.supplyAsync(() -> locks.lock(5, 15), OWN_THREAD);
    assertThat(waiter).isNotDone();
    CompletableFuture.runAsync(() -> locks.unlock(held), OWN_THREAD).get(10, TimeUnit.SECONDS);
    locks.unlock(waiter.get(10, TimeUnit.SECONDS));
    assertThat(locks.size()).isZero();
  }

  @Test
  void aRangeIsUnlockedOnce() {
    ExtentLocks.Range range = locks.lock(0, 1);
    locks.unlock(range);
    assertThatThrownBy(() -> locks.unlock(range)).isInstanceOf(IllegalMonitorStateException.class);
  }
}
