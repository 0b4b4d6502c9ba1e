package io.jlockdep.runtime;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls of latches, barriers, phasers and exchangers. */
public final class LatchHooks {
  private LatchHooks() {}

  @Replaces(CountDownLatch.class)
  public static void await(CountDownLatch latch, int site) throws InterruptedException {
    Wait wait = Wait.begin(latch, EventKind.LATCH, Wait.UNTIMED, site);
    boolean came = false;
    try {
      latch.await();
      came = true;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(CountDownLatch.class)
  public static boolean await(CountDownLatch latch, long time, TimeUnit unit, int site)
      throws InterruptedException {
    Wait wait = Wait.begin(latch, EventKind.LATCH, Wait.TIMED, site);
    boolean came = false;
    try {
      boolean result = latch.await(time, unit);
      came = result;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(CountDownLatch.class)
  public static void countDown(CountDownLatch latch, int site) {
    long sequence = Signals.before(latch, EventKind.LATCH, site);
    latch.countDown();
    Signals.given(sequence, latch, EventKind.LATCH, site);
  }

  @Replaces(CyclicBarrier.class)
  public static int await(CyclicBarrier barrier, int site)
      throws InterruptedException, BrokenBarrierException {
    Signals.given(
        Signals.before(barrier, EventKind.BARRIER, site), barrier, EventKind.BARRIER, site);
    Wait wait = Wait.begin(barrier, EventKind.BARRIER, Wait.UNTIMED, site);
    boolean came = false;
    try {
      int result = barrier.await();
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(CyclicBarrier.class)
  public static int await(CyclicBarrier barrier, long time, TimeUnit unit, int site)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    Signals.given(
        Signals.before(barrier, EventKind.BARRIER, site), barrier, EventKind.BARRIER, site);
    Wait wait = Wait.begin(barrier, EventKind.BARRIER, Wait.TIMED, site);
    boolean came = false;
    try {
      int result = barrier.await(time, unit);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Phaser.class)
  public static int arriveAndAwaitAdvance(Phaser phaser, int site) {
    Signals.given(Signals.before(phaser, EventKind.PHASER, site), phaser, EventKind.PHASER, site);
    Wait wait = Wait.begin(phaser, EventKind.PHASER, Wait.UNTIMED, site);
    boolean came = false;
    try {
      int result = phaser.arriveAndAwaitAdvance();
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Phaser.class)
  public static int arrive(Phaser phaser, int site) {
    long sequence = Signals.before(phaser, EventKind.PHASER, site);
    int result = phaser.arrive();
    Signals.given(sequence, phaser, EventKind.PHASER, site);
    return result;
  }

  @Replaces(Phaser.class)
  public static int arriveAndDeregister(Phaser phaser, int site) {
    long sequence = Signals.before(phaser, EventKind.PHASER, site);
    int result = phaser.arriveAndDeregister();
    Signals.given(sequence, phaser, EventKind.PHASER, site);
    return result;
  }

  @Replaces(Phaser.class)
  public static int awaitAdvance(Phaser phaser, int phase, int site) {
    Wait wait = Wait.begin(phaser, EventKind.PHASER, Wait.UNTIMED, site);
    boolean came = false;
    try {
      int result = phaser.awaitAdvance(phase);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Phaser.class)
  public static int awaitAdvanceInterruptibly(Phaser phaser, int phase, int site)
      throws InterruptedException {
    Wait wait = Wait.begin(phaser, EventKind.PHASER, Wait.UNTIMED, site);
    boolean came = false;
    try {
      int result = phaser.awaitAdvanceInterruptibly(phase);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Phaser.class)
  public static int awaitAdvanceInterruptibly(
      Phaser phaser, int phase, long time, TimeUnit unit, int site)
      throws InterruptedException, TimeoutException {
    Wait wait = Wait.begin(phaser, EventKind.PHASER, Wait.TIMED, site);
    boolean came = false;
    try {
      int result = phaser.awaitAdvanceInterruptibly(phase, time, unit);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Exchanger.class)
  public static <V> V exchange(Exchanger<V> exchanger, V value, int site)
      throws InterruptedException {
    Signals.given(
        Signals.before(exchanger, EventKind.EXCHANGER, site), exchanger, EventKind.EXCHANGER, site);
    Wait wait = Wait.begin(exchanger, EventKind.EXCHANGER, Wait.UNTIMED, site);
    boolean came = false;
    try {
      V result = exchanger.exchange(value);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Exchanger.class)
  public static <V> V exchange(Exchanger<V> exchanger, V value, long time, TimeUnit unit, int site)
      throws InterruptedException, TimeoutException {
    Signals.given(
        Signals.before(exchanger, EventKind.EXCHANGER, site), exchanger, EventKind.EXCHANGER, site);
    Wait wait = Wait.begin(exchanger, EventKind.EXCHANGER, Wait.TIMED, site);
    boolean came = false;
    try {
      V result = exchanger.exchange(value, time, unit);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }
}
