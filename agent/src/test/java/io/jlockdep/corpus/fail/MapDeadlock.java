package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

/** Two maps whose functions update one another, caught in the act. */
@Expect(
    covers = {
      "deadlock of functions of a ConcurrentHashMap",
      "ConcurrentHashMap.compute",
      "ConcurrentHashMap.merge"
    },
    edges = {"MapDeadlock.left -> MapDeadlock.right", "MapDeadlock.right -> MapDeadlock.left"},
    deadlock = 2,
    exit = 86,
    options = "on-deadlock=halt")
public class MapDeadlock {
  private static final ConcurrentHashMap<String, Integer> left = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, Integer> right = new ConcurrentHashMap<>();
  private static final CyclicBarrier both = new CyclicBarrier(2);

  public static void main(String[] args) {
    new Thread(() -> nest(left, right)).start();
    new Thread(() -> nest(right, left)).start();
  }

  private static void nest(
      ConcurrentHashMap<String, Integer> first, ConcurrentHashMap<String, Integer> second) {
    first.compute(
        "key",
        (key, value) -> {
          meet();
          return first == left
              ? right.merge("key", 1, Integer::sum)
              : left.merge("key", 1, Integer::sum);
        });
  }

  private static void meet() {
    try {
      both.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
