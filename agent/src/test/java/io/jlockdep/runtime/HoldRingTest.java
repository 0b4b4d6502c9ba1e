package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Recent holds are read as they were written, or not at all. */
class HoldRingTest {
  @Test
  void aHoldThatIsOpenIsClosedInItsPlace() {
    HoldRing ring = new HoldRing(4);
    long ticket = ring.open(10, 5, Acquire.SHARED);
    assertThat(ring.close(ticket, 20, 6, Acquire.SHARED)).isTrue();
    long[] hold = new long[3];
    assertThat(ring.read(ticket, hold)).isTrue();
    assertThat(hold).containsExactly(10, 20, HoldRing.who(6, Acquire.SHARED));
    assertThat(ring.last()).isEqualTo(1);
  }

  @Test
  void aHoldWhosePlaceWasGivenAwayIsNotClosed() {
    HoldRing ring = new HoldRing(4);
    long ticket = ring.open(10, 5, Acquire.SHARED);
    for (int i = 0; i < 4; i++) {
      ring.add(20 + i, 21 + i, 7, Acquire.SHARED);
    }
    assertThat(ring.close(ticket, 30, 6, Acquire.SHARED)).isFalse();
    assertThat(ring.read(ticket, new long[3])).isFalse();
    assertThat(ring.oldest()).isEqualTo(2);
  }

  @Test
  void aHoldThatFoundNoPlaceIsNotClosed() {
    assertThat(new HoldRing(4).close(0, 30, 6, Acquire.SHARED)).isFalse();
  }

  @Test
  void pseudoHoldersKeepTheirNumber() {
    for (int stack : new int[] {1, Integer.MAX_VALUE, WaitSplit.HAND_OFF, WaitSplit.OTHER}) {
      for (int mode : new int[] {Acquire.EXCLUSIVE, Acquire.SHARED}) {
        long who = HoldRing.who(stack, mode);
        assertThat(HoldRing.stackOf(who)).isEqualTo(stack);
        assertThat(HoldRing.modeOf(who)).isEqualTo(mode);
      }
    }
  }

  /** Every writer writes holds whose three numbers belong together. */
  @Test
  void whatManyThreadsWriteIsNeverMixedUp() throws InterruptedException {
    HoldRing ring = new HoldRing(8);
    int writers = 3;
    CountDownLatch writing = new CountDownLatch(writers);
    AtomicInteger mixed = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= writers; i++) {
      int number = i;
      threads.add(
          new Thread(
              () -> {
                for (int round = 0; round < 50_000; round++) {
                  if (round % 2 == 0) {
                    ring.add(number, number * 10L, number, Acquire.SHARED);
                  } else {
                    long ticket = ring.open(number, number, Acquire.SHARED);
                    if (ticket != 0) {
                      ring.close(ticket, number * 10L, number, Acquire.SHARED);
                    }
                  }
                }
                writing.countDown();
              }));
    }
    Thread reader =
        new Thread(
            () -> {
              long[] hold = new long[3];
              while (writing.getCount() > 0) {
                for (long ticket = ring.oldest(); ticket <= ring.last(); ticket++) {
                  if (ring.read(ticket, hold)
                      && (hold[2] != HoldRing.who((int) hold[0], Acquire.SHARED)
                          || (hold[1] != hold[0] * 10 && hold[1] != HoldRing.OPEN))) {
                    mixed.incrementAndGet();
                  }
                }
              }
            });
    threads.add(reader);
    threads.forEach(Thread::start);
    for (Thread each : threads) {
      each.join();
    }
    assertThat(mixed).hasValue(0);
    assertThat(ring.last()).isEqualTo(writers * 50_000L);
  }
}
