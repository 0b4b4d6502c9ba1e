package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;

/**
 * The critical sections of one thread, in its order. A section has the number of the event that
 * begins it and of the one that ends it, its lock, and its place among all sections of that lock.
 */
final class Sections {
  static final int OPEN = Integer.MAX_VALUE;

  /** Number of the event of the thread that begins the section. */
  final IntList begin = new IntList();

  /** Number of the event that ends it; {@link #OPEN} if none does. */
  final IntList end = new IntList();

  /** {@code lock * 2 + (shared ? 1 : 0)}. */
  final IntList lock = new IntList();

  /** Place in the order of the trace among the sections of the same lock. */
  final IntList order = new IntList();

  /** The events that may be part of a deadlock... */
  final IntList suspects = new IntList();

  /** ...and the number of the abstract acquisition of each of them. */
  final IntList suspectOf = new IntList();

  /** ...and where it is in the program. */
  final IntList suspectSites = new IntList();

  /** The innermost section that was open when this one began, -1 if none was... */
  final IntList outer = new IntList();

  /** ...and how many were. */
  final IntList depth = new IntList();

  private int[] byLock = {};
  private int[] orders = {};
  private int[] starts = {};
  private int[] reached = {};
  private int[] stamps = {};

  /**
   * The sections that are open after {@code events} events of the thread, of which the first {@code
   * begun} sections are begun.
   */
  void openAt(int events, int begun, IntList into) {
    into.clear();
    if (begun == 0) {
      return;
    }
    int last = begun - 1;
    int left = depth.get(last);
    if (end.get(last) >= events) {
      into.add(last);
    }
    // what was open then is on the way up; what is on the way up and was not open then has ended
    for (int at = outer.get(last); at >= 0 && left > 0; at = outer.get(at)) {
      if (end.get(at) > begin.get(last)) {
        left--;
        if (end.get(at) >= events) {
          into.add(at);
        }
      }
    }
  }

  /**
   * The place in the order of the trace of the last section of a group among the first {@code
   * count} sections of the thread; -1 if there is none.
   *
   * @param number of the group
   * @param stamp names a series of questions with ascending counts
   */
  int lastOrder(int number, int count, int stamp) {
    int first = starts[number];
    int end = starts[number + 1];
    int at = stamps[number] == stamp ? reached[number] : first;
    stamps[number] = stamp;
    int step = 1;
    while (at + step <= end && byLock[at + step - 1] < count) {
      at += step;
      step <<= 1;
    }
    int high = Math.min(end, at + step - 1);
    while (at < high) {
      int middle = (at + high) >>> 1;
      if (byLock[middle] < count) {
        at = middle + 1;
      } else {
        high = middle;
      }
    }
    reached[number] = at;
    return at == first ? -1 : orders[at - 1];
  }

  /**
   * Makes the groups of sections with the same lock and mode.
   *
   * @param scratch two places for each lock of the trace, all 0 before and after
   * @return the lock with its mode of each group
   */
  int[] sort(int[] scratch) {
    IntList distinct = new IntList();
    for (int i = 0; i < lock.size(); i++) {
      if (scratch[lock.get(i)]++ == 0) {
        distinct.add(lock.get(i));
      }
    }
    int[] groups = distinct.toArray();
    starts = new int[groups.length + 1];
    reached = new int[groups.length];
    stamps = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      starts[i + 1] = starts[i] + scratch[groups[i]];
      scratch[groups[i]] = starts[i];
    }
    byLock = new int[lock.size()];
    orders = new int[lock.size()];
    for (int i = 0; i < lock.size(); i++) {
      int place = scratch[lock.get(i)]++;
      byLock[place] = i;
      orders[place] = order.get(i);
    }
    for (int each : groups) {
      scratch[each] = 0;
    }
    return groups;
  }
}
