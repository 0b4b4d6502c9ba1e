import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Everything that a long-running server makes and drops, over and over: {@code Soak ROUNDS LOADERS}. Each
 * round prints what is left of heap and metaspace after a full collection.
 */
public class Soak {
  private static final int LOCKS = 100_000;
  private static final int THREADS = 200;
  private static final int TASKS = 10_000;
  private static final int PAIRS = 4_000_000;

  private final ReentrantLock outer = new ReentrantLock();
  private final ReentrantReadWriteLock table = new ReentrantReadWriteLock();
  private final ConcurrentHashMap<Integer, Integer> counts = new ConcurrentHashMap<>();
  private long sum;

  /** What each of the loaders defines anew. */
  public static class Guest implements Runnable {
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public synchronized void run() {
      lock.lock();
      try {
        synchronized (getClass()) {
          lock.isLocked();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] code) {
      return defineClass("Soak$Guest", code, 0, code.length);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : super.loadClass(name, resolve);
    }
  }

  private void loaders(int count) throws Exception {
    byte[] code;
    try (InputStream file = Soak.class.getResourceAsStream("Soak$Guest.class")) {
      code = file.readAllBytes();
    }
    for (int i = 0; i < count; i++) {
      ((Runnable) new Loader().define(code).getConstructor().newInstance()).run();
    }
  }

  private void locks() {
    for (int i = 0; i < LOCKS; i++) {
      ReentrantLock lock = new ReentrantLock();
      Object monitor = new Object();
      lock.lock();
      try {
        synchronized (monitor) {
          sum++;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void threads(Random random) throws Exception {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch begin = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      int key = random.nextInt(64);
      Thread thread =
          new Thread(
              () -> {
                try {
                  begin.await();
                  update(key);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void update(int key) {
    table.readLock().lock();
    try {
      counts.compute(key, (k, old) -> old == null ? 1 : old + 1);
    } finally {
      table.readLock().unlock();
    }
  }

  private void tasks(ExecutorService pool) throws Exception {
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      int key = i & 63;
      futures.add(pool.submit(() -> update(key)));
    }
    for (Future<?> future : futures) {
      future.get();
    }
    CompletableFuture<Integer> chain = CompletableFuture.completedFuture(0);
    for (int i = 0; i < 100; i++) {
      chain = chain.thenApplyAsync(each -> each + 1, pool);
    }
    sum += chain.get();
  }

  private void failures() throws InterruptedException {
    Condition never = outer.newCondition();
    for (int i = 0; i < 1_000; i++) {
      try {
        synchronized (this) {
          throw new IllegalStateException();
        }
      } catch (IllegalStateException e) {
        sum++;
      }
    }
    outer.lock();
    try {
      never.awaitNanos(1);
    } finally {
      outer.unlock();
    }
  }

  private void pairs() {
    for (int i = 0; i < PAIRS; i++) {
      outer.lock();
      try {
        synchronized (this) {
          sum++;
        }
      } finally {
        outer.unlock();
      }
    }
  }

  private static double used() {
    double bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP || pool.getName().startsWith("Metaspace")) {
        bytes += pool.getUsage().getUsed();
      }
    }
    return bytes / 1048576;
  }

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    Soak soak = new Soak();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    for (int round = 1; round <= rounds; round++) {
      Random random = new Random(round);
      soak.loaders(Integer.parseInt(args[1]));
      soak.locks();
      soak.threads(random);
      soak.tasks(pool);
      soak.failures();
      soak.pairs();
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(200); // what was let go of is swept in the background
      }
      System.out.printf("%d %.2f%n", round, used());
    }
    pool.shutdown();
    if (soak.sum == 0) {
      throw new AssertionError();
    }
  }
}
