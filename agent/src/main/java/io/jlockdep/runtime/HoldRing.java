package io.jlockdep.runtime;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last holds of one lock: when they began and ended, in which mode, and by which stack.
 *
 * <p>An exclusive hold is added as it ends, by the holder, before it gives the lock up; the lock
 * itself hands it to the next holder. Shared holders come and go at the same time, and one that
 * goes on holding may have kept somebody out (a permit of a semaphore): so a shared hold is opened
 * as it begins and closed as it ends. Each slot has a number that says whose it is, and that it is
 * being written; nobody waits for anybody, and who finds a slot taken by a writer gives up.
 */
final class HoldRing {
  /** The end of a hold that goes on. */
  static final long OPEN = Long.MAX_VALUE;

  private static final int FIELDS = 4;
  private static final int FROM = 1;
  private static final int TO = 2;
  private static final int WHO = 3;

  private final AtomicLongArray words;
  private final int size;

  /**
   * @param size a power of two
   */
  HoldRing(int size) {
    this.size = size;
    this.words = new AtomicLongArray((size + 1) * FIELDS); // the first word counts
  }

  int size() {
    return size;
  }

  /**
   * A hold that has begun; returns its ticket for {@link #close}, 0 if it found no place.
   *
   * @param stack by what it is known until it is closed
   */
  long open(long from, int stack, int mode) {
    return put(from, OPEN, who(stack, mode));
  }

  /** A hold that is over. */
  void add(long from, long to, int stack, int mode) {
    put(from, to, who(stack, mode));
  }

  /** The hold with that ticket is over; false if its place has been given away. */
  boolean close(long ticket, long to, int stack, int mode) {
    int at = slot(ticket);
    if (ticket == 0 || !words.compareAndSet(at, ticket, -ticket)) {
      return false;
    }
    words.set(at + TO, to);
    words.set(at + WHO, who(stack, mode));
    words.set(at, ticket);
    return true;
  }

  /** How many holds there ever were; the ticket of the last. */
  long last() {
    return words.get(0);
  }

  /** The ticket of the oldest hold that may still be there. */
  long oldest() {
    return Math.max(1, last() - size + 1);
  }

  /** Copies a hold: from, to, who. False if it is not, or no longer, or not yet there. */
  boolean read(long ticket, long[] into) {
    int at = slot(ticket);
    if (words.get(at) != ticket) {
      return false;
    }
    into[0] = words.get(at + FROM);
    into[1] = words.get(at + TO);
    into[2] = words.get(at + WHO);
    return words.get(at) == ticket;
  }

  static int stackOf(long who) {
    return (int) (who >> 1);
  }

  static int modeOf(long who) {
    return (int) who & 1;
  }

  static long who(int stack, int mode) {
    return (long) stack << 1 | mode;
  }

  private long put(long from, long to, long who) {
    long ticket = words.incrementAndGet(0);
    int at = slot(ticket);
    long before = words.get(at);
    if (before < 0 || before > ticket || !words.compareAndSet(at, before, -ticket)) {
      return 0; // the one a whole round earlier, or later, is being written
    }
    words.set(at + FROM, from);
    words.set(at + TO, to);
    words.set(at + WHO, who);
    words.set(at, ticket);
    return ticket;
  }

  private int slot(long ticket) {
    return (int) ((ticket - 1 & (size - 1)) + 1) * FIELDS;
  }
}
