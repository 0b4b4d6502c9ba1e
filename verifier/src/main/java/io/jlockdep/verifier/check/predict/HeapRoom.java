package io.jlockdep.verifier.check.predict;

/** Whether so much more fits into the memory. */
final class HeapRoom {
  private HeapRoom() {}

  /**
   * Whether {@code bytes} fit; collects what is not used any more if it looks as if they did not.
   */
  static boolean has(long bytes) {
    if (bytes <= free()) {
      return true;
    }
    System.gc();
    return bytes <= free();
  }

  /** Of what the heap can grow to, with some left for all else. */
  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return (runtime.maxMemory() - used) / 10 * 9;
  }
}
