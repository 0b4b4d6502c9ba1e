package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;
import io.jlockdep.verifier.model.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the deadlocks that a correct reordering of the trace runs into, as far as one can that
 * keeps the order of the sections of each lock. For each abstract pattern its acquisitions are
 * tried from the first on: what one try needs to run the next one needs too, so that the events are
 * gone through once for each pattern (the algorithm SPDOffline of Tunc, Mathur, Pavlogiannis and
 * Viswanathan, PLDI 2023).
 */
final class Predictor {
  private static final int LONGEST = 64;
  private static final int PATTERNS = 20_000;
  private static final int CYCLES = 100_000;
  private static final long SEARCH_STEPS = 3_000_000;
  private static final long CYCLE_STEPS = 500_000;
  private static final long CLOSURE_STEPS = 250_000_000;

  private final Trace trace;
  final TraceIndex index;
  private final List<Prediction> predictions = new ArrayList<>();
  private final Set<List<Integer>> meeting = new HashSet<>();
  private final Set<List<Integer>> lookedAt = new HashSet<>();
  private long cycles;
  private boolean cyclesCut;
  private long patterns;
  private boolean cut;

  Predictor(Trace trace) {
    this.trace = trace;
    this.index = new TraceIndex(trace);
  }

  /** One prediction for each abstract pattern that has any. */
  List<Prediction> predict() {
    int longest = Math.min(LONGEST, trace.threads().size());
    PatternSearch all =
        new PatternSearch(
            index.abstracts, false, Math.min(LONGEST, index.abstracts.size()), CYCLES, CYCLE_STEPS);
    cycles = all.count();
    cyclesCut = all.wasCut();
    PatternSearch search =
        new PatternSearch(index.abstracts, true, longest, PATTERNS, SEARCH_STEPS);
    List<int[]> found = search.search();
    patterns = found.size();
    cut = search.wasCut() || index.abstracts.wasCut();
    if (!found.isEmpty()) {
      check(found);
    }
    return predictions;
  }

  /** How many events each thread has in the trace. */
  int[] eventCounts() {
    return index.counts;
  }

  /**
   * Whether threads that wait for these locks in a circle can be where they wait at the same time,
   * as far as starts, joins and reads go. True where that was not looked at.
   *
   * @param locks the smallest first
   */
  boolean canMeet(List<Integer> locks) {
    return cut || meeting.contains(locks);
  }

  /**
   * Whether threads that wait for these locks in a circle were looked at, and none of them can be
   * where they wait at the same time.
   *
   * @param locks the smallest first
   */
  boolean isRefuted(List<Integer> locks) {
    return !cut && lookedAt.contains(locks) && !meeting.contains(locks);
  }

  /** The locks that the threads of a pattern wait for, the smallest first. */
  List<Integer> locks(int[] pattern) {
    List<Integer> locks = new ArrayList<>();
    for (int step : pattern) {
      locks.add(index.abstracts.lock(step));
    }
    Collections.rotate(locks, -locks.indexOf(Collections.min(locks)));
    return locks;
  }

  /** Cycles of the abstract lock graph, as far as they were counted. */
  long cycles() {
    return cycles;
  }

  /** Whether there are more cycles than were counted. */
  boolean cyclesCut() {
    return cyclesCut;
  }

  /** Abstract deadlock patterns. */
  long patterns() {
    return patterns;
  }

  /** Whether there are patterns that were not looked at. */
  boolean wasCut() {
    return cut;
  }

  private void check(List<int[]> found) {
    index.sort();
    Map<Integer, IntList> events = events(found);
    Closure closure = new Closure(index);
    for (int[] pattern : found) {
      if (closure.work() > CLOSURE_STEPS) {
        cut = true;
        return;
      }
      Optional<Prediction> prediction = firstDeadlock(pattern, events, closure, true);
      prediction.ifPresent(predictions::add);
      lookedAt.add(locks(pattern));
      if (!meeting.contains(locks(pattern))
          && (prediction.isPresent()
              || firstDeadlock(pattern, events, closure, false).isPresent())) {
        meeting.add(locks(pattern));
      }
    }
  }

  /** The numbers of the events of each abstract acquisition in a pattern. */
  private Map<Integer, IntList> events(List<int[]> found) {
    Map<Integer, IntList> events = new HashMap<>();
    for (int[] pattern : found) {
      for (int step : pattern) {
        events.computeIfAbsent(step, key -> new IntList());
      }
    }
    for (Sections own : index.sections) {
      for (int i = 0; i < own.suspects.size(); i++) {
        IntList list = events.get(own.suspectOf.get(i));
        if (list != null) {
          list.add(own.suspects.get(i));
        }
      }
    }
    return events;
  }

  private Optional<Prediction> firstDeadlock(
      int[] pattern, Map<Integer, IntList> events, Closure closure, boolean locksCount) {
    int[] next = new int[pattern.length];
    int[] threads = new int[pattern.length];
    for (int i = 0; i < pattern.length; i++) {
      threads[i] = index.abstracts.thread(pattern[i]);
    }
    closure.clear(locksCount);
    boolean moved = true;
    while (moved) {
      for (int i = 0; i < pattern.length; i++) {
        closure.need(threads[i], eventsOf(pattern[i], events).get(next[i]));
      }
      if (!closure.complete()) {
        return Optional.empty();
      }
      moved = false;
      for (int i = 0; i < pattern.length; i++) {
        IntList own = eventsOf(pattern[i], events);
        if (own.get(next[i]) < closure.count(threads[i])) {
          next[i] = Gallop.countBelow(own, next[i], closure.count(threads[i]));
          moved = true;
          if (next[i] == own.size()) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(smallest(pattern, threads, next, events, closure));
  }

  /** The closure of the tries that failed is more than the one that did not needs. */
  private Prediction smallest(
      int[] pattern, int[] threads, int[] next, Map<Integer, IntList> events, Closure closure) {
    int[] sites = new int[pattern.length];
    closure.clear(true);
    for (int i = 0; i < pattern.length; i++) {
      int event = eventsOf(pattern[i], events).get(next[i]);
      closure.need(threads[i], event);
      Sections own = index.sections[threads[i]];
      sites[i] = own.suspectSites.get(own.suspects.countBelow(event));
    }
    closure.complete();
    return new Prediction(pattern, threads, sites, closure.counts());
  }

  private static IntList eventsOf(int step, Map<Integer, IntList> events) {
    return events.getOrDefault(step, new IntList());
  }
}
