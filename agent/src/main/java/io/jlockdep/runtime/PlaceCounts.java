package io.jlockdep.runtime;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How often something happened at each site; saturates. Any thread. */
final class PlaceCounts {
  private volatile AtomicIntegerArray counts = new AtomicIntegerArray(64);

  /** The number of this time, from 1. */
  int next(int site) {
    AtomicIntegerArray table = counts;
    if (site >= table.length()) {
      table = grow(site);
    }
    int count = table.get(site);
    return count >= 1 << 30 ? count : table.incrementAndGet(site);
  }

  /** Whether it happened so often already. */
  boolean isOver(int site, int limit) {
    AtomicIntegerArray table = counts;
    return site < table.length() && table.get(site) > limit;
  }

  /** Counts that are added to the old table meanwhile are lost, which does no harm. */
  private synchronized AtomicIntegerArray grow(int site) {
    AtomicIntegerArray old = counts;
    if (site >= old.length()) {
      AtomicIntegerArray larger = new AtomicIntegerArray(Math.max(site + 1, old.length() * 2));
      for (int i = 0; i < old.length(); i++) {
        larger.set(i, old.get(i));
      }
      counts = larger;
    }
    return counts;
  }
}
