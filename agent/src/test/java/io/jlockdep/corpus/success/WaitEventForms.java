package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Every event that threads wait for directly: the waiter holds one lock, and the signaller has had
 * another one before.
 */
@Expect(
    covers = {
      "CountDownLatch.await",
      "CountDownLatch.countDown",
      "CyclicBarrier.await",
      "Phaser.arriveAndAwaitAdvance",
      "Exchanger.exchange",
      "Semaphore as an event",
      "Condition.await",
      "Condition.signalAll",
      "LockSupport.park"
    },
    edges = {"WaitEventForms.outer -> WaitEventForms.guard"},
    waits = {
      "latch WaitEventForms.latch under WaitEventForms.outer",
      "barrier WaitEventForms.barrier under WaitEventForms.outer",
      "phaser WaitEventForms.phaser under WaitEventForms.outer",
      "exchanger WaitEventForms.exchanger under WaitEventForms.outer",
      "semaphore WaitEventForms.semaphore under WaitEventForms.outer",
      "condition WaitEventForms.condition under WaitEventForms.outer",
      "park java.lang.Object@WaitEventForms.park under" + " WaitEventForms.outer",
      "thread-end java.lang.Thread@WaitEventForms.run"
    },
    signals = {
      "latch WaitEventForms.latch after WaitEventForms.inner",
      "barrier WaitEventForms.barrier after WaitEventForms.inner",
      "phaser WaitEventForms.phaser after WaitEventForms.inner",
      "exchanger WaitEventForms.exchanger after WaitEventForms.inner",
      "semaphore WaitEventForms.semaphore after WaitEventForms.inner",
      "condition WaitEventForms.condition after WaitEventForms.guard, WaitEventForms.inner"
    })
public class WaitEventForms {
  private final Object outer = new Object();
  private final Object inner = new Object();
  private final CountDownLatch latch = new CountDownLatch(1);
  private final CyclicBarrier barrier = new CyclicBarrier(2);
  private final Phaser phaser = new Phaser(2);
  private final Exchanger<String> exchanger = new Exchanger<>();
  private final Semaphore semaphore = new Semaphore(0);
  private final ReentrantLock guard = new ReentrantLock();
  private final Condition condition = guard.newCondition();
  private boolean told;
  private volatile boolean parked;

  interface Step {
    void run() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    WaitEventForms program = new WaitEventForms();
    program.run(() -> program.latch.await(), () -> program.latch.countDown());
    program.run(() -> program.barrier.await(), () -> program.meet());
    program.run(
        () -> program.phaser.arriveAndAwaitAdvance(),
        () -> program.phaser.awaitAdvance(program.phaser.arrive()));
    program.run(
        () -> System.out.println(program.exchanger.exchange("a")),
        () -> System.out.println(program.exchanger.exchange("a")));
    program.run(() -> program.semaphore.acquire(), () -> program.semaphore.release());
    program.run(() -> program.awaitCondition(), () -> program.signalCondition());
    program.park();
    System.out.println("done");
  }

  private void run(Step waits, Step signals) throws Exception {
    Thread signaller =
        new Thread(
            () -> {
              synchronized (inner) {
                told = false;
              }
              try {
                signals.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            "signaller");
    signaller.start();
    synchronized (outer) {
      waits.run();
    }
    signaller.join();
  }

  private void meet() throws InterruptedException, BrokenBarrierException, TimeoutException {
    barrier.await(30, TimeUnit.SECONDS);
  }

  private void awaitCondition() throws InterruptedException {
    guard.lock();
    try {
      condition.awaitNanos(1);
      while (!told) {
        condition.await();
      }
    } finally {
      guard.unlock();
    }
  }

  private void signalCondition() {
    guard.lock();
    try {
      told = true;
      condition.signalAll();
    } finally {
      guard.unlock();
    }
  }

  private void park() throws InterruptedException {
    Thread waiter = Thread.currentThread();
    Object blocker = new Object();
    Thread signaller =
        new Thread(
            () -> {
              parked = true;
              LockSupport.unpark(waiter);
            });
    signaller.start();
    synchronized (outer) {
      while (!parked) {
        LockSupport.park(blocker);
      }
      LockSupport.parkNanos(blocker, 1);
    }
    signaller.join();
  }
}
