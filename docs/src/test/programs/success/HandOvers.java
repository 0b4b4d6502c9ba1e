// Work handed over in the ordinary ways: nothing is awaited under a lock that its signaller needs, and
// what is handed over keeps the threads apart only where they do not take the same locks both ways.
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public class HandOvers {
  static final Object lock = new Object();
  static final ReentrantLock box = new ReentrantLock();
  static final Condition filled = box.newCondition();
  static final CountDownLatch ready = new CountDownLatch(1);
  static final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(4);
  static int sum;
  static int content;

  static void add(int value) {
    synchronized (lock) {
      sum += value;
    }
  }

  static void consume() {
    try {
      ready.await();
      for (int i = 0; i < 100; i++) {
        add(queue.take());
      }
      box.lock();
      try {
        while (content == 0) {
          filled.await();
        }
      } finally {
        box.unlock();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws Exception {
    Thread consumer = new Thread(HandOvers::consume, "consumer");
    consumer.start();
    add(1);
    ready.countDown();
    for (int i = 0; i < 100; i++) {
      add(i);
      queue.put(i);
    }
    box.lock();
    try {
      content = 1;
      filled.signalAll();
    } finally {
      box.unlock();
    }
    consumer.join();
    ExecutorService pool = Executors.newFixedThreadPool(3);
    for (int i = 0; i < 20; i++) {
      int value = i;
      Future<?> added = pool.submit(() -> add(value));
      added.get();
    }
    CompletableFuture.supplyAsync(() -> 1, pool).thenAccept(HandOvers::add).join();
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    System.out.println("done");
  }
}
