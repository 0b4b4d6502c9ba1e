package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.lang.reflect.Method;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A million virtual threads (or tasks of a pool on a JDK without them), each of which takes a lock
 * and a monitor, in a heap that could not hold what each would leave behind.
 */
@Expect(
    covers = "a million virtual threads leave nothing",
    coversFrom = 21,
    edges = "MillionVirtualThreads.lock -> MillionVirtualThreads.monitor",
    jvm = {"-Xmx128m"})
public class MillionVirtualThreads {
  private static final int THREADS = 1_000_000;
  private static final ReentrantLock lock = new ReentrantLock();
  private static final Object monitor = new Object();
  private static final AtomicLong done = new AtomicLong();

  public static void main(String[] args) throws Exception {
    BlockingQueue<Object> running = new ArrayBlockingQueue<>(1000);
    CountDownLatch ended = new CountDownLatch(THREADS);
    ExecutorService executor = executor();
    for (int i = 0; i < THREADS; i++) {
      running.put(running);
      executor.execute(
          () -> {
            nest();
            running.poll();
            ended.countDown();
          });
    }
    ended.await();
    executor.shutdown();
    System.out.println(done.get());
  }

  private static void nest() {
    lock.lock();
    try {
      synchronized (monitor) {
        done.incrementAndGet();
      }
    } finally {
      lock.unlock();
    }
  }

  private static ExecutorService executor() throws Exception {
    try {
      Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
      return (ExecutorService) method.invoke(null);
    } catch (NoSuchMethodException e) {
      return Executors.newFixedThreadPool(4);
    }
  }
}
