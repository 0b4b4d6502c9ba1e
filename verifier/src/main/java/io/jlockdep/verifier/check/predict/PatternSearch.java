package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cycles of abstract acquisitions, the shortest first: each waits for a lock that the next one
 * holds. An abstract deadlock pattern is such a cycle of different threads and different locks in
 * which any two threads can hold what they hold at the same time. Dense graphs have more cycles
 * than anyone can list: the search ends after a number of steps and says so.
 */
final class PatternSearch {
  private final AbstractAcquisitions abstracts;
  private final boolean patternsOnly;
  private final int limit;
  private final IntList[] holders; // by the number of what waits for the lock that they hold
  private final List<int[]> found = new ArrayList<>();
  private final int[] path;
  private final int[] tried;
  private boolean keep = true;
  private int count;
  private long steps;
  private boolean cut;
  private boolean deeper;

  /**
   * @param patternsOnly whether any two steps must be able to meet, not only neighbours
   * @param longest steps of the longest cycle to look for
   * @param limit how many are wanted at most
   */
  PatternSearch(
      AbstractAcquisitions abstracts, boolean patternsOnly, int longest, int limit, long steps) {
    this.abstracts = abstracts;
    this.patternsOnly = patternsOnly;
    this.limit = limit;
    this.steps = steps;
    this.path = new int[Math.max(longest, 2)];
    this.tried = new int[path.length];
    this.holders = holders(abstracts);
  }

  private static IntList[] holders(AbstractAcquisitions abstracts) {
    Map<Integer, IntList> byHeldLock = new HashMap<>();
    for (int each = 0; each < abstracts.size(); each++) {
      for (int held : abstracts.held(each)) {
        byHeldLock.computeIfAbsent(held >> 1, key -> new IntList()).add(each);
      }
    }
    IntList none = new IntList();
    IntList[] holders = new IntList[abstracts.size()];
    for (int each = 0; each < holders.length; each++) {
      holders[each] = byHeldLock.getOrDefault(abstracts.lock(each), none);
    }
    return holders;
  }

  /** How many there are; they are not kept. */
  int count() {
    keep = false;
    search();
    return count;
  }

  /** The cycles; each starts with its smallest number and waits for the one after it. */
  List<int[]> search() {
    deeper = true;
    for (int length = 2; length <= path.length && deeper && !cut; length++) {
      deeper = false;
      for (int start = 0; start < abstracts.size() && !cut; start++) {
        searchFrom(start, length);
      }
    }
    return found;
  }

  /** Whether there may be more than were found. */
  boolean wasCut() {
    return cut;
  }

  /** All paths of that length, in the order of a recursion. */
  private void searchFrom(int start, int length) {
    path[0] = start;
    tried[0] = 0;
    int size = 1;
    while (size > 0 && !cut) {
      IntList candidates = holders[path[size - 1]];
      if (tried[size - 1] == candidates.size()) {
        size--;
        continue;
      }
      int next = candidates.get(tried[size - 1]++);
      if (--steps < 0) {
        cut = true;
      } else if (next > start && fits(next, size)) {
        path[size] = next;
        if (size + 1 < length) {
          tried[size++] = 0;
        } else {
          deeper = true;
          close(length);
        }
      }
    }
  }

  private void close(int length) {
    int last = path[length - 1];
    if (abstracts.waitsFor(last, path[0]) && neighbours(last, path[0])) {
      if (count == limit) {
        cut = true;
      } else {
        count++;
        if (keep) {
          found.add(Arrays.copyOf(path, length));
        }
      }
    }
  }

  private boolean neighbours(int one, int other) {
    return abstracts.thread(one) != abstracts.thread(other) && abstracts.canMeet(one, other);
  }

  private boolean fits(int next, int size) {
    int last = path[size - 1];
    if (abstracts.isShared(last) && !abstracts.waitsFor(last, next)) {
      return false; // it holds the lock, so that only the modes can be at peace
    }
    for (int left = size; left > 0; left--) {
      int each = path[left - 1];
      if (each == next
          || ((patternsOnly || left == size) && !neighbours(each, next))
          || (patternsOnly && abstracts.lock(each) == abstracts.lock(next))) {
        return false;
      }
    }
    return true;
  }
}
