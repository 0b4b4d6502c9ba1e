package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Functions that a ConcurrentHashMap runs under the lock of a bin take locks and other maps. */
@Expect(
    covers = {
      "ConcurrentHashMap.compute",
      "ConcurrentHashMap.computeIfAbsent",
      "ConcurrentHashMap.computeIfPresent",
      "ConcurrentHashMap.merge",
      "exception out of a function of a ConcurrentHashMap"
    },
    edges = {
      "MapFunctionAbba.cache -> MapFunctionAbba.lock",
      "MapFunctionAbba.lock -> MapFunctionAbba.cache",
      "MapFunctionAbba.users -> MapFunctionAbba.groups",
      "MapFunctionAbba.groups -> MapFunctionAbba.users",
      "MapFunctionAbba.cache -> MapFunctionAbba.cache"
    },
    alsoReleases = {8})
public class MapFunctionAbba {
  private static final ReentrantLock lock = new ReentrantLock();
  private static final Map<String, Integer> cache = new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, Integer> users = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, Integer> groups = new ConcurrentHashMap<>();
  private static final Map<String, Integer> plain = new HashMap<>();

  public static void main(String[] args) throws InterruptedException {
    inThread(() -> cache.computeIfAbsent("a", MapFunctionAbba::locked));
    inThread(
        () -> {
          lock.lock();
          try {
            cache.merge("a", 1, Integer::sum);
            plain.computeIfAbsent("a", key -> 1);
          } finally {
            lock.unlock();
          }
        });
    inThread(() -> users.compute("a", (key, value) -> groups.put("a", 1)));
    inThread(() -> groups.computeIfPresent("a", (key, value) -> users.putIfAbsent("a", 2)));
    Function<String, Integer> nested = key -> cache.computeIfAbsent("c", other -> 4);
    inThread(() -> cache.computeIfAbsent("b", nested));
    failing();
    System.out.println(cache + " " + users + " " + groups + " " + plain);
  }

  private static Integer locked(String key) {
    lock.lock();
    try {
      return key.length();
    } finally {
      lock.unlock();
    }
  }

  /** Whatever a function throws leaves nothing held. */
  private static void failing() {
    try {
      users.compute(
          "x",
          (key, value) -> {
            throw new IllegalStateException("thrown");
          });
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
    try {
      users.computeIfAbsent("y", null);
    } catch (NullPointerException e) {
      System.out.println("no function");
    }
    try {
      users.compute(null, (key, value) -> 1);
    } catch (NullPointerException e) {
      System.out.println("no key");
    }
    lock.lock();
    lock.unlock();
  }

  private static void inThread(Runnable body) throws InterruptedException {
    Thread thread = new Thread(body);
    thread.start();
    thread.join();
  }
}
