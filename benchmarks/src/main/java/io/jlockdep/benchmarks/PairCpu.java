package io.jlockdep.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prints what one uncontended acquire+release pair costs the thread that makes it, in nanoseconds
 * of its own processor time: unlike wall time that says much the same on a machine that is busy
 * with other work. One line for each case, {@code NAME NANOSECONDS}; {@code benchmarks/pair-cpu}
 * runs it without the agent and with it.
 */
public final class PairCpu {
  private static final int ROUNDS = 5;

  private static final Object MONITOR_1 = new Object();
  private static final Object MONITOR_2 = new Object();
  private static final Object MONITOR_3 = new Object();
  private static final Object MONITOR_4 = new Object();
  private static final ReentrantLock LOCK_1 = new ReentrantLock();
  private static final ReentrantLock LOCK_2 = new ReentrantLock();
  private static final ReentrantLock LOCK_3 = new ReentrantLock();
  private static final ReentrantLock LOCK_4 = new ReentrantLock();
  private static final ReentrantLock TAKEN = new ReentrantLock();
  private static final ReentrantLock[] MANY = new ReentrantLock[8];

  static {
    for (int i = 0; i < MANY.length; i++) {
      MANY[i] = new ReentrantLock();
    }
  }

  private static int count;

  /** More implementations than the JIT inlines, so that no loop around a pair changes it. */
  private record Case(String name, int pairs, Runnable body) {}

  private static final Case[] CASES = {
    new Case("nothing", 1, PairCpu::nothing),
    new Case("monitor, depth 1", 1, PairCpu::monitor1),
    new Case("monitor, depth 2", 2, PairCpu::monitor2),
    new Case("monitor, depth 3", 3, PairCpu::monitor3),
    new Case("monitor of a local object", 1, PairCpu::local),
    new Case("ReentrantLock, depth 1", 1, PairCpu::lock1),
    new Case("ReentrantLock, depth 2", 2, PairCpu::lock2),
    new Case("ReentrantLock, depth 3", 3, PairCpu::lock3),
    new Case("monitor, again", 2, PairCpu::monitorAgain),
    new Case("ReentrantLock, again", 2, PairCpu::lockAgain),
    new Case("ReentrantLock, one of many", 1, PairCpu::lockOfMany),
    new Case("ReentrantLock, tried, depth 1", 1, PairCpu::tried1),
    new Case("ReentrantLock, tried, depth 2", 2, PairCpu::tried2),
    new Case("ReentrantLock, tried in vain", 1, PairCpu::triedInVain),
  };

  private PairCpu() {}

  private static void nothing() {
    count++;
  }

  private static void monitor1() {
    synchronized (MONITOR_1) {
      count++;
    }
  }

  private static void monitor2() {
    synchronized (MONITOR_1) {
      synchronized (MONITOR_2) {
        count++;
      }
    }
  }

  private static void monitor3() {
    synchronized (MONITOR_1) {
      synchronized (MONITOR_2) {
        synchronized (MONITOR_3) {
          count++;
        }
      }
    }
  }

  private static void local() {
    Object local = new Object();
    synchronized (local) {
      count++;
    }
  }

  private static void lock1() {
    LOCK_1.lock();
    try {
      count++;
    } finally {
      LOCK_1.unlock();
    }
  }

  private static void lock2() {
    LOCK_1.lock();
    try {
      LOCK_2.lock();
      try {
        count++;
      } finally {
        LOCK_2.unlock();
      }
    } finally {
      LOCK_1.unlock();
    }
  }

  private static void lock3() {
    LOCK_1.lock();
    try {
      LOCK_2.lock();
      try {
        LOCK_3.lock();
        try {
          count++;
        } finally {
          LOCK_3.unlock();
        }
      } finally {
        LOCK_2.unlock();
      }
    } finally {
      LOCK_1.unlock();
    }
  }

  private static void monitorAgain() {
    synchronized (MONITOR_4) {
      more();
    }
  }

  private static void more() {
    synchronized (MONITOR_4) {
      count++;
    }
  }

  private static void tried1() {
    if (LOCK_1.tryLock()) {
      try {
        count++;
      } finally {
        LOCK_1.unlock();
      }
    }
  }

  private static void tried2() {
    if (LOCK_1.tryLock()) {
      try {
        if (LOCK_2.tryLock()) {
          try {
            count++;
          } finally {
            LOCK_2.unlock();
          }
        }
      } finally {
        LOCK_1.unlock();
      }
    }
  }

  private static void triedInVain() {
    if (!TAKEN.tryLock()) {
      count++;
    }
  }

  private static void lockAgain() {
    LOCK_4.lock();
    try {
      lockMore();
    } finally {
      LOCK_4.unlock();
    }
  }

  private static void lockMore() {
    LOCK_4.lock();
    try {
      count++;
    } finally {
      LOCK_4.unlock();
    }
  }

  private static void lockOfMany() {
    ReentrantLock lock = MANY[count & (MANY.length - 1)];
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  private static void holdForEver(CountDownLatch taken) {
    TAKEN.lock();
    taken.countDown();
    while (TAKEN.isHeldByCurrentThread()) {
      LockSupport.park();
    }
  }

  private static void run(Runnable body, int times) {
    for (int i = 0; i < times; i++) {
      body.run();
    }
  }

  /** The argument: how often each case runs in a round (default: a million). */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    Thread holder = new Thread(() -> holdForEver(taken));
    holder.setDaemon(true);
    holder.start();
    taken.await();
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] least = new double[CASES.length];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < CASES.length; i++) {
        long start = threads.getCurrentThreadCpuTime();
        run(CASES[i].body(), times);
        double each = (threads.getCurrentThreadCpuTime() - start) / (double) times;
        least[i] = round == 0 ? each : Math.min(least[i], each);
      }
    }
    for (int i = 1; i < CASES.length; i++) {
      double nanos = (least[i] - least[0]) / CASES[i].pairs();
      System.out.printf(Locale.ROOT, "%s|%.2f%n", CASES[i].name(), nanos);
    }
    if (count == 0) {
      throw new AssertionError();
    }
  }
}
