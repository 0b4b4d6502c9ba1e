package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;

/** The sections of one thread in groups: those of the same lock in the same mode. */
final class SectionsByLock {
  static final SectionsByLock NONE = new SectionsByLock(new Sections(), new int[0]);

  /** Of each group where it starts, where the question before ended, and the stamp of that. */
  private static final int START = 0;

  private static final int REACHED = 1;
  private static final int STAMP = 2;
  private static final int WIDTH = 4;

  private final int[] locks;
  private final int[] groups;
  private final int[] members; // number of a section and its order side by side

  /**
   * Makes the groups.
   *
   * @param scratch two places for each lock of the trace, all 0 before and after
   */
  SectionsByLock(Sections sections, int[] scratch) {
    IntList distinct = new IntList();
    for (int i = 0; i < sections.size(); i++) {
      if (scratch[sections.lock(i)]++ == 0) {
        distinct.add(sections.lock(i));
      }
    }
    locks = distinct.toArray();
    groups = new int[(locks.length + 1) * WIDTH];
    for (int i = 0; i < locks.length; i++) {
      int start = groups[i * WIDTH + START];
      groups[(i + 1) * WIDTH + START] = start + 2 * scratch[locks[i]];
      scratch[locks[i]] = start;
    }
    members = new int[2 * sections.size()];
    for (int i = 0; i < sections.size(); i++) {
      int at = scratch[sections.lock(i)];
      scratch[sections.lock(i)] = at + 2;
      members[at] = i;
      members[at + 1] = sections.order(i);
    }
    for (int each : locks) {
      scratch[each] = 0;
    }
  }

  /** The lock with its mode of each group. */
  int[] locks() {
    return locks;
  }

  /**
   * The place in the order of the trace of the last section of a group among the first {@code
   * count} sections of the thread; -1 if there is none.
   *
   * @param stamp names a series of questions with ascending counts
   */
  int lastOrder(int group, int count, int stamp) {
    int own = group * WIDTH;
    int first = groups[own + START];
    int at = first;
    if (groups[own + STAMP] == stamp) {
      at = groups[own + REACHED];
    }
    int end = groups[own + WIDTH + START];
    int step = 2;
    while (at + step <= end && members[at + step - 2] < count) {
      at += step;
      step <<= 1;
    }
    int high = Math.min(end, at + step - 2);
    while (at < high) {
      int middle = (at + high) >>> 2 << 1;
      if (members[middle] < count) {
        at = middle + 2;
      } else {
        high = middle;
      }
    }
    groups[own + STAMP] = stamp;
    groups[own + REACHED] = at;
    return at == first ? -1 : members[at - 1];
  }
}
