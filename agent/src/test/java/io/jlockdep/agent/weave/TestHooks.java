package io.jlockdep.agent.weave;

import io.jlockdep.runtime.Replaces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** Hooks that only count, in place of the runtime's. */
public final class TestHooks {
  static final AtomicInteger calls = new AtomicInteger();

  private TestHooks() {}

  static Replacements replacements() {
    Replacements replacements = new Replacements();
    try (InputStream file = TestHooks.class.getResourceAsStream("TestHooks.class")) {
      replacements.addHooksOf(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return replacements;
  }

  @Replaces(Lock.class)
  public static void lock(Lock lock, int site) {
    calls.incrementAndGet();
    lock.lock();
  }

  @Replaces(Lock.class)
  public static void unlock(Lock lock, int site) {
    calls.incrementAndGet();
    lock.unlock();
  }

  @Replaces(ReadWriteLock.class)
  public static Lock readLock(ReadWriteLock lock, int site) {
    calls.incrementAndGet();
    return lock.readLock();
  }

  @Replaces(Object.class)
  public static void wait(Object monitor, long millis, int site) throws InterruptedException {
    calls.incrementAndGet();
    monitor.wait(millis);
  }

  @Replaces(Thread.class)
  public static void start(Thread thread, int site) {
    calls.incrementAndGet();
    thread.start();
  }
}
