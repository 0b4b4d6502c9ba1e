package io.jlockdep.benchmarks;

import com.google.common.util.concurrent.CycleDetectingLockFactory;
import com.google.common.util.concurrent.CycleDetectingLockFactory.Policies;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Uncontended acquire and release, nested one to three deep, always in the same order: the known
 * chain. One operation takes and gives back {@code depth} locks; {@link PairCost} divides by the
 * depth.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NestedPairs {
  private static final CycleDetectingLockFactory GUAVA =
      CycleDetectingLockFactory.newInstance(Policies.WARN);

  private final Object monitor1 = new Object();
  private final Object monitor2 = new Object();
  private final Object monitor3 = new Object();
  private final ReentrantLock lock1 = new ReentrantLock();
  private final ReentrantLock lock2 = new ReentrantLock();
  private final ReentrantLock lock3 = new ReentrantLock();
  private final ReentrantLock guava1 = GUAVA.newReentrantLock("guava1");
  private final ReentrantLock guava2 = GUAVA.newReentrantLock("guava2");
  private final ReentrantLock guava3 = GUAVA.newReentrantLock("guava3");
  private int x;

  @Benchmark
  public int monitorDepth1() {
    synchronized (monitor1) {
      return ++x;
    }
  }

  /** A monitor that never leaves the method: the JIT removes it, if it is let. */
  @Benchmark
  public int localMonitor1() {
    Object local = new Object();
    synchronized (local) {
      return ++x;
    }
  }

  @Benchmark
  public int monitorDepth2() {
    synchronized (monitor1) {
      synchronized (monitor2) {
        return ++x;
      }
    }
  }

  @Benchmark
  public int monitorDepth3() {
    synchronized (monitor1) {
      synchronized (monitor2) {
        synchronized (monitor3) {
          return ++x;
        }
      }
    }
  }

  @Benchmark
  public int reentrantLockDepth1() {
    return depth1(lock1);
  }

  @Benchmark
  public int reentrantLockDepth2() {
    return depth2(lock1, lock2);
  }

  @Benchmark
  public int reentrantLockDepth3() {
    return depth3(lock1, lock2, lock3);
  }

  @Benchmark
  public int guavaDepth1() {
    return depth1(guava1);
  }

  @Benchmark
  public int guavaDepth2() {
    return depth2(guava1, guava2);
  }

  @Benchmark
  public int guavaDepth3() {
    return depth3(guava1, guava2, guava3);
  }

  private int depth1(ReentrantLock a) {
    a.lock();
    try {
      return ++x;
    } finally {
      a.unlock();
    }
  }

  private int depth2(ReentrantLock a, ReentrantLock b) {
    a.lock();
    try {
      b.lock();
      try {
        return ++x;
      } finally {
        b.unlock();
      }
    } finally {
      a.unlock();
    }
  }

  private int depth3(ReentrantLock a, ReentrantLock b, ReentrantLock c) {
    a.lock();
    try {
      return depth2(b, c);
    } finally {
      a.unlock();
    }
  }
}
