package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;
import java.util.Arrays;

/**
 * The smallest part of a trace that must run if some of its events run, and if the sections of each
 * lock keep their order. It is closed under thread order and under what events need of one another,
 * and of two sections of one lock (not both shared) that are begun in it the first is ended in it.
 * What is left of the trace, taken in its own order, is then a correct run ("sync-preserving
 * closure" of Tunc, Mathur, Pavlogiannis and Viswanathan, PLDI 2023).
 *
 * <p>The part is a number of events for each thread. It only grows until it is cleared. A section
 * that is ended in it asks for nothing, so that only the few sections that each thread has open
 * where it stands are looked at: one must end if another thread has begun a later one.
 */
final class Closure implements CrossEdges.Sink {
  private static final int ANYBODY = -1;
  private static final int MANY_THREADS = 32;

  private final TraceIndex index;
  private final boolean manyThreads;
  private final LatestSections latest;
  private final int[] counts;
  private final int[] sectionsIn;
  private final IntList[] open;
  private final boolean[] isDirty;
  private final boolean[] hasMoved;
  private IntList dirty = new IntList();
  private IntList spare = new IntList();
  private int stamp;
  private boolean locksCount;
  private boolean possible;
  private long work;

  /** A closure of nothing yet; {@code index} must be sorted. */
  Closure(TraceIndex index) {
    this(index, index.counts.length > MANY_THREADS);
  }

  /**
   * The same.
   *
   * @param manyThreads whether note is taken of every section, rather than asking each thread
   */
  Closure(TraceIndex index, boolean manyThreads) {
    this.index = index;
    int threads = index.counts.length;
    this.manyThreads = manyThreads;
    latest = new LatestSections(manyThreads ? index.locks() : 0);
    counts = new int[threads];
    sectionsIn = new int[threads];
    isDirty = new boolean[threads];
    hasMoved = new boolean[threads];
    open = new IntList[threads];
    for (int thread = 0; thread < threads; thread++) {
      open[thread] = new IntList();
    }
  }

  /**
   * Begins anew with no event in it.
   *
   * @param locksCount whether locks are kept exclusive; if not it is only about what needs what
   */
  void clear(boolean locksCount) {
    this.locksCount = locksCount;
    stamp++;
    latest.clear();
    possible = true;
    Arrays.fill(counts, 0);
    Arrays.fill(sectionsIn, 0);
    Arrays.fill(isDirty, false);
    Arrays.fill(hasMoved, false);
    for (IntList each : open) {
      each.clear();
    }
    dirty.clear();
    spare.clear();
  }

  /** The first {@code count} events of {@code thread} must be in it. */
  @Override
  public void need(int thread, int count) {
    if (count > counts[thread]) {
      counts[thread] = count;
      if (!isDirty[thread]) {
        isDirty[thread] = true;
        dirty.add(thread);
      }
    }
  }

  /**
   * Adds what is needed until nothing is missing.
   *
   * @return false if no correct run of this kind has all that is needed
   */
  boolean complete() {
    while (possible && !dirty.isEmpty()) {
      IntList round = dirty;
      dirty = spare;
      spare = round;
      for (int i = 0; i < round.size(); i++) {
        int thread = round.get(i);
        isDirty[thread] = false;
        work += 2L * counts.length;
        index.edges.needsOf(thread, counts[thread], stamp, this);
        if (locksCount) {
          move(thread);
          hasMoved[thread] = true;
        }
      }
      if (locksCount) {
        endOvertaken(round);
      }
      round.clear();
    }
    return possible;
  }

  /** Events of {@code thread} that are in it. */
  int count(int thread) {
    return counts[thread];
  }

  /** A copy of the number of events of each thread. */
  int[] counts() {
    return counts.clone();
  }

  /** Steps so far, over all closures. */
  long work() {
    return work;
  }

  /** The thread stands further on: some of its sections are open now, others begun. */
  private void move(int thread) {
    Sections own = index.sections[thread];
    int before = sectionsIn[thread];
    sectionsIn[thread] = own.countBefore(before, counts[thread]);
    own.openAt(counts[thread], sectionsIn[thread], open[thread]);
    if (manyThreads) {
      work += sectionsIn[thread] - before;
      latest.begun(own, before, sectionsIn[thread]);
    }
  }

  /** Ends the open sections that come before a section which another thread has begun. */
  private void endOvertaken(IntList moved) {
    if (manyThreads) {
      for (int thread = 0; thread < counts.length && possible; thread++) {
        endOvertaken(thread, ANYBODY);
      }
    }
    for (int i = 0; i < moved.size() && possible; i++) {
      for (int other = 0; other < counts.length && !manyThreads; other++) {
        endOvertaken(moved.get(i), other);
        if (!hasMoved[other]) {
          endOvertaken(other, moved.get(i));
        }
      }
    }
    for (int i = 0; i < moved.size(); i++) {
      hasMoved[moved.get(i)] = false;
    }
  }

  /**
   * Ends the open sections of a thread that come before a section which the other has begun; {@link
   * #ANYBODY} stands for all others. A thread overtakes none of its own.
   */
  private void endOvertaken(int thread, int other) {
    IntList own = open[thread];
    Sections sections = index.sections[thread];
    for (int i = 0; i < own.size() && thread != other; i++) {
      int section = own.get(i);
      int lock = sections.lock(section);
      int order = sections.order(section);
      if (hasLater(other, lock & ~1, order)
          || (index.hasShared && (lock & 1) == 0 && hasLater(other, lock | 1, order))) {
        end(thread, sections.end(section));
      }
    }
  }

  private boolean hasLater(int thread, int lock, int order) {
    work++;
    if (manyThreads) {
      return latest.hasLater(lock, order);
    }
    int group = index.groupOf(thread, lock);
    return group >= 0 && index.sections[thread].lastOrder(group, sectionsIn[thread], stamp) > order;
  }

  private void end(int thread, int end) {
    if (end == Sections.OPEN) {
      possible = false;
    } else {
      need(thread, end + 1);
    }
  }
}
