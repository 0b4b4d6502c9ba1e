package io.jlockdep.verifier.check.predict;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** Whether so much more fits into the memory. */
final class HeapRoom {
  private HeapRoom() {}

  /**
   * Whether {@code bytes} may fit; collects what is not used any more if it looks as if they did
   * not. Where the JVM does not collect when it is asked to ({@code -XX:+DisableExplicitGC}), only
   * trying tells: then true for whatever an empty heap could take.
   */
  static boolean has(long bytes) {
    if (bytes <= free()) {
      return true;
    }
    long before = collections();
    System.gc();
    return collections() == before
        ? bytes <= Runtime.getRuntime().maxMemory() / 10 * 9
        : bytes <= free();
  }

  /** Of what the heap can grow to, with some left for all else. */
  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return (runtime.maxMemory() - used) / 10 * 9;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
