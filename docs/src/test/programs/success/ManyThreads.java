// A pool of threads and many short-lived objects, each its own lock.
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class ManyThreads {
  static class Counter {
    private int n;

    synchronized void add(Counter other) {
      n += other.get();
    }

    synchronized int get() {
      return n;
    }
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<Integer>> results = new ArrayList<>();
    Object log = new Object();
    for (int i = 0; i < 200; i++) {
      int seed = i;
      results.add(
          pool.submit(
              () -> {
                Counter total = new Counter();
                for (int k = 0; k < 100; k++) {
                  Counter one = new Counter();
                  one.n = seed;
                  total.add(one);
                }
                synchronized (log) {
                  return total.get();
                }
              }));
    }
    int sum = 0;
    for (Future<Integer> result : results) {
      sum += result.get();
    }
    pool.shutdown();
    System.out.println(sum);
  }
}
