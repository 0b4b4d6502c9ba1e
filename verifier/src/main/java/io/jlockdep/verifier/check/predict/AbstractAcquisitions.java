package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Acquisitions that are alike: the same thread waits for the same lock in the same mode while it
 * holds the same locks. What can be said of a deadlock before the events are looked at depends on
 * nothing else. A lock with its mode is {@code lock * 2 + (shared ? 1 : 0)}.
 */
final class AbstractAcquisitions {
  /** In place of the number of one that did not fit. */
  static final int NONE = -1;

  private static final int MOST = 500_000;
  private static final long MOST_HELD = 30_000_000;

  private final IntList threads = new IntList();
  private final IntList locks = new IntList();
  private final IntList hashes = new IntList();
  private final List<int[]> held = new ArrayList<>();
  private int[] table = new int[1 << 8]; // number + 1; 0 is a free place
  private long heldInAll;
  private boolean cut;

  /**
   * The number of an abstract acquisition; {@link #NONE} if there are too many.
   *
   * @param lock with its mode
   * @param heldNow the held locks with their modes, in any order; becomes the property of this
   */
  int number(int thread, int lock, int[] heldNow) {
    Arrays.sort(heldNow);
    int hash = (Arrays.hashCode(heldNow) * 31 + lock) * 31 + thread;
    int place = place(hash);
    while (table[place] != 0) {
      int known = table[place] - 1;
      if (hashes.get(known) == hash
          && threads.get(known) == thread
          && locks.get(known) == lock
          && Arrays.equals(held.get(known), heldNow)) {
        return known;
      }
      place = (place + 1) & (table.length - 1);
    }
    if (held.size() == MOST || heldInAll + heldNow.length > MOST_HELD) {
      cut = true;
      return NONE;
    }
    threads.add(thread);
    locks.add(lock);
    hashes.add(hash);
    held.add(heldNow);
    heldInAll += heldNow.length;
    table[place] = held.size();
    if (held.size() * 2 > table.length) {
      grow();
    }
    return held.size() - 1;
  }

  /** Whether there were too many. */
  boolean wasCut() {
    return cut;
  }

  private int place(int hash) {
    return (hash * 0x9e3779b9 >>> 5) & (table.length - 1);
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int number = 0; number < held.size(); number++) {
      int place = place(hashes.get(number));
      while (table[place] != 0) {
        place = (place + 1) & (table.length - 1);
      }
      table[place] = number + 1;
    }
  }

  int size() {
    return held.size();
  }

  int thread(int number) {
    return threads.get(number);
  }

  /** The lock that is asked for, without its mode. */
  int lock(int number) {
    return locks.get(number) >> 1;
  }

  /** Whether it asks for a lock that others may hold at the same time. */
  boolean isShared(int number) {
    return (locks.get(number) & 1) == 1;
  }

  /** The held locks with their modes, ascending; not to be changed. */
  int[] held(int number) {
    return held.get(number);
  }

  /** Whether the one waits for a lock that the other one holds against it. */
  boolean waitsFor(int number, int holder) {
    int lock = lock(number) << 1;
    int[] heldThere = held(holder);
    int place = Arrays.binarySearch(heldThere, lock);
    if (place >= 0) {
      return true;
    }
    int next = ~place;
    return next < heldThere.length && heldThere[next] == (lock | 1) && !isShared(number);
  }

  /** Whether two threads can hold what the one holds and what the other holds at the same time. */
  boolean canMeet(int number, int other) {
    int[] one = held(number);
    int[] two = held(other);
    int i = 0;
    int j = 0;
    while (i < one.length && j < two.length) {
      int lock = one[i] >> 1;
      int otherLock = two[j] >> 1;
      if (lock < otherLock) {
        i++;
      } else if (otherLock < lock) {
        j++;
      } else if ((one[i] & two[j] & 1) == 0) {
        return false;
      } else {
        i++;
        j++;
      }
    }
    return true;
  }
}
