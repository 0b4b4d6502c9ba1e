package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Virtual threads, where there are any, that give up their carriers while they hold a lock: what is
 * held goes with the thread, and the next one on the carrier holds nothing.
 */
@Expect(
    covers = "held locks follow a virtual thread",
    coversFrom = 21,
    edges = {"VirtualHolders.locks[] -> VirtualHolders.monitor"},
    jvm = {"-Djdk.virtualThreadScheduler.parallelism=2"})
public class VirtualHolders {
  private static final int THREADS = 50;
  private static final ReentrantLock[] locks = new ReentrantLock[THREADS];
  private static final Object monitor = new Object();
  private static int entered;

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < THREADS; i++) {
      locks[i] = new ReentrantLock();
    }
    List<Thread> threads = new ArrayList<>();
    for (ReentrantLock lock : locks) {
      threads.add(start(() -> hold(lock)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(entered);
  }

  private static void hold(ReentrantLock lock) {
    lock.lock();
    try {
      Thread.sleep(1);
      synchronized (monitor) {
        entered++;
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  private static Thread start(Runnable body) throws Exception {
    try {
      Method method = Thread.class.getMethod("startVirtualThread", Runnable.class);
      return (Thread) method.invoke(null, body);
    } catch (NoSuchMethodException e) {
      Thread thread = new Thread(body);
      thread.start();
      return thread;
    }
  }
}
