package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;

/** Functions of maps that call out in one order only, recurse, and see what they always see. */
@Expect(
    covers = {"ConcurrentHashMap.merge", "ConcurrentHashMap.computeIfAbsent"},
    edges = {
      "MapFunctions.lock -> MapFunctions.counts",
      "MapFunctions.fibonacci -> MapFunctions.fibonacci"
    })
public class MapFunctions {
  private static final Object lock = new Object();
  private static final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private static final Map<Integer, Long> fibonacci = new ConcurrentHashMap<>(512);
  private static final Map<String, Integer> sorted = new ConcurrentSkipListMap<>();

  /** A map of the program's own, with methods of those names. */
  static class Doubling extends TreeMap<String, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer merge(
        String key,
        Integer value,
        BiFunction<? super Integer, ? super Integer, ? extends Integer> function) {
      return super.merge(key, value * 2, function);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(MapFunctions::count);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Doubling doubling = new Doubling();
    doubling.merge("a", 1, Integer::sum);
    doubling.merge("a", 1, Integer::sum);
    System.out.println(counts + " " + fibonacci(30) + " " + sorted + " " + doubling);
  }

  private static void count() {
    for (int i = 0; i < 1000; i++) {
      synchronized (lock) {
        counts.merge("k" + i % 7, 1, Integer::sum);
      }
      counts.computeIfPresent("k1", (key, value) -> value);
      sorted.computeIfAbsent("s" + i % 3, String::length);
    }
  }

  private static long fibonacci(int n) {
    if (n < 2) {
      return n;
    }
    Long known = fibonacci.get(n);
    return known != null
        ? known
        : fibonacci.computeIfAbsent(n, k -> fibonacci(k - 1) + fibonacci(k - 2));
  }
}
