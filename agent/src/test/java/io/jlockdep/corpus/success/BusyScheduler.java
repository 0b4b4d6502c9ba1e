package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Virtual threads that share one carrier yield, sleep, park and wait with a time-out, and time out
 * futures, while they and threads of the platform make locks that the agent has not met: a hook in
 * the carrier that waited for the agent's own locks would wait for a virtual thread that needs this
 * very carrier. All others are such threads on a JDK without virtual ones.
 */
@Expect(
    covers = "the scheduler of virtual threads under load",
    coversFrom = 21,
    edges = "BusyScheduler.lock -> BusyScheduler.monitor",
    options = "level=trace",
    minRelease = 9,
    jvm = {
      "-Djdk.virtualThreadScheduler.parallelism=1",
      "-Djdk.virtualThreadScheduler.maxPoolSize=1"
    })
public class BusyScheduler {
  private static final boolean HAS_VIRTUAL = hasVirtual();
  private static final int THREADS = 48;
  private static final int ROUNDS = HAS_VIRTUAL ? 1000 : 50;
  private static final AtomicInteger done = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Object monitor = new Object();
  private int count;

  public static void main(String[] args) throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int kind = i;
      Runnable body = () -> run(kind);
      threads.add(i % 4 == 0 ? new Thread(body) : virtual(body));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(done);
  }

  private static void run(int kind) {
    try {
      for (int i = 0; i < ROUNDS; i++) {
        new BusyScheduler().nest();
        pause(kind + i);
      }
      done.incrementAndGet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void nest() {
    lock.lock();
    try {
      synchronized (monitor) {
        count++;
      }
    } finally {
      lock.unlock();
    }
  }

  private static void pause(int kind) throws InterruptedException {
    switch (kind % 6) {
      case 0:
        Thread.yield();
        break;
      case 1:
        Thread.sleep(0, 1000);
        break;
      case 2:
        Thread self = Thread.currentThread();
        CompletableFuture.runAsync(() -> LockSupport.unpark(self));
        LockSupport.parkNanos(1_000_000);
        break;
      case 3:
        Object event = new Object();
        synchronized (event) {
          event.wait(1);
        }
        break;
      case 4:
        Executor later = CompletableFuture.delayedExecutor(10, TimeUnit.MICROSECONDS);
        CompletableFuture.runAsync(() -> new BusyScheduler().nest(), later).join();
        break;
      default:
        String outcome =
            new CompletableFuture<String>()
                .orTimeout(10, TimeUnit.MICROSECONDS)
                .exceptionally(BusyScheduler::late)
                .join();
        if (!outcome.equals("late")) {
          throw new AssertionError(outcome);
        }
    }
  }

  private static String late(Throwable reason) {
    new BusyScheduler().nest();
    return reason instanceof TimeoutException ? "late" : reason.toString();
  }

  private static boolean hasVirtual() {
    try {
      Thread.class.getMethod("ofVirtual");
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** A virtual thread that is not started yet, if the JDK has them. */
  private static Thread virtual(Runnable body) throws Exception {
    if (!HAS_VIRTUAL) {
      return new Thread(body);
    }
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (Thread)
        Class.forName("java.lang.Thread$Builder")
            .getMethod("unstarted", Runnable.class)
            .invoke(builder, body);
  }
}
