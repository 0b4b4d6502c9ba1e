package io.jlockdep.runtime;

/**
 * The threads that have begun one declared count more often than they have ended it; of more than
 * there is room for, the last. Threads that end it for others stay out of account. Any thread.
 */
final class Beginners {
  /** A power of two. */
  private static final int ROOM = 16;

  private static final int NOBODY = 0;

  /** Our ids of the threads, and how often each has begun it. */
  private final int[] threads = new int[ROOM];

  private final int[] times = new int[ROOM];
  private int next;

  synchronized void add(int thread) {
    int place = placeOf(thread);
    if (place < 0) {
      place = placeOf(NOBODY);
    }
    if (place < 0) {
      place = next;
      next = (next + 1) & (ROOM - 1);
    }
    times[place] = threads[place] == thread ? times[place] + 1 : 1;
    threads[place] = thread;
  }

  synchronized void remove(int thread) {
    int place = placeOf(thread);
    if (place >= 0 && --times[place] <= 0) {
      threads[place] = NOBODY;
    }
  }

  synchronized boolean has(int thread) {
    return placeOf(thread) >= 0;
  }

  private int placeOf(int thread) {
    for (int i = 0; i < ROOM; i++) {
      if (threads[i] == thread) {
        return i;
      }
    }
    return -1;
  }
}
