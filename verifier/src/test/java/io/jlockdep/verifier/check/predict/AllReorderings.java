package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.check.predict.SmallTrace.Event;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reference: goes through every correct reordering of a small trace, obvious and slow, and
 * collects the deadlocks at which any of them arrives. A deadlock is the set of its steps, each
 * "thread asks for lock holding locks". What has happened is a set of events, one bit each; where a
 * run has come to is that set and the last write of each variable.
 */
final class AllReorderings {
  private static final int EVENTS = SmallTrace.EVENTS + 1; // a wait and its end come together
  private static final int WRITER_BITS = 4;

  /** Where a run has been; emptied by counting on, since there are a hundred thousand traces. */
  private static final int[] SEEN = new int[1 << (EVENTS + WRITER_BITS * SmallTrace.VARIABLES)];

  private static int generation;

  private final SmallTrace trace;
  private final List<Event> events;
  private final boolean keepsSectionOrder;
  private final List<List<Event>> byThread = new ArrayList<>();
  private final int[] needs = new int[EVENTS];
  private final int[] overtakers = new int[EVENTS];
  private final int[] lastWrite = new int[EVENTS];
  private final int[] ofThread = new int[SmallTrace.THREADS];

  /** What a thread holds after so many of its events. */
  private final List<List<List<SmallTrace.Hold>>> holds = new ArrayList<>();

  private final Set<Integer> collected = new HashSet<>();
  final Set<Set<String>> deadlocks = new HashSet<>();

  /** The locks of each of them. */
  final Set<Set<Integer>> locksOfDeadlocks = new HashSet<>();

  /**
   * @param keepsSectionOrder only those that keep the order of the sections of each lock
   */
  AllReorderings(SmallTrace trace, boolean keepsSectionOrder) {
    this.trace = trace;
    this.events = trace.events;
    this.keepsSectionOrder = keepsSectionOrder;
    for (int thread = 0; thread < SmallTrace.THREADS; thread++) {
      int own = thread;
      byThread.add(events.stream().filter(event -> event.thread() == own).toList());
      holds.add(holds(byThread.get(thread)));
    }
    for (int at = 0; at < events.size(); at++) {
      prepare(at);
      ofThread[events.get(at).thread()] |= 1 << at;
    }
    if (threadsThatMayHang() >= 2) {
      generation++;
      visit(0, 0);
    }
  }

  /**
   * Whether so many events of each thread can be made in the order in which they were recorded, and
   * each of these threads then waits for a lock that the next one holds.
   */
  boolean hangs(int[] counts, int[] threads) {
    int done = 0;
    int writers = 0;
    int[] left = counts.clone();
    for (int at = 0; at < events.size(); at++) {
      int thread = events.get(at).thread();
      if (left[thread]-- > 0) {
        if (!isPossible(at, done, writers)) {
          return false;
        }
        done |= 1 << at;
        writers = written(at, writers);
      }
    }
    for (int i = 0; i < threads.length; i++) {
      if (!waitsFor(threads[i], threads[(i + 1) % threads.length], counts)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a thread, after so many events of each, asks for a lock that the other one holds. */
  boolean waitsFor(int thread, int other, int[] counts) {
    List<Event> own = byThread.get(thread);
    if (counts[thread] >= own.size()) {
      return false;
    }
    Event request = own.get(counts[thread]);
    List<SmallTrace.Hold> held = holds.get(thread).get(counts[thread]);
    return TraceOp.blocks(request.op())
        && trace.isLock(request.subject())
        && held.stream().noneMatch(hold -> against(hold, request))
        && holds.get(other).get(counts[other]).stream().anyMatch(hold -> against(hold, request));
  }

  /** How many events a thread has; the last one may be a request that led to nothing. */
  int size(int thread) {
    return byThread.get(thread).size();
  }

  /** How many events of a thread can be made. */
  int possible(int thread) {
    List<Event> own = byThread.get(thread);
    boolean inVain = !own.isEmpty() && own.get(own.size() - 1).op() == TraceOp.REQUEST;
    return inVain ? own.size() - 1 : own.size();
  }

  private static boolean against(SmallTrace.Hold hold, Event request) {
    return hold.lock() == request.subject() && !(hold.shared() && TraceOp.isShared(request.op()));
  }

  /** Threads that ever wait for a lock while they hold another one. */
  private int threadsThatMayHang() {
    int threads = 0;
    for (int thread = 0; thread < SmallTrace.THREADS; thread++) {
      boolean may = false;
      for (int at = 0; at < byThread.get(thread).size(); at++) {
        may |=
            TraceOp.blocks(byThread.get(thread).get(at).op())
                && !holds.get(thread).get(at).isEmpty();
      }
      threads += may ? 1 : 0;
    }
    return threads;
  }

  /** What an event needs, and what must not have come before it. */
  private void prepare(int at) {
    Event next = events.get(at);
    boolean woken = next.op() == TraceOp.WOKEN;
    for (int before = at - 1; before >= 0; before--) {
      Event event = events.get(before);
      woken &= event.thread() != next.thread(); // up to its wait
      boolean needed =
          event.thread() == next.thread()
              || (event.op() == TraceOp.FORK && event.subject() == next.thread())
              || (next.op() == TraceOp.JOIN && event.thread() == next.subject())
              || (next.op() == TraceOp.AWAITED
                  && event.op() == TraceOp.SIGNAL
                  && event.subject() == next.subject())
              || (woken && TraceOp.releases(event.op()) && event.subject() == next.subject());
      needs[at] |= needed ? 1 << before : 0;
      if (event.op() == TraceOp.WRITE
          && event.subject() == next.subject()
          && next.op() == TraceOp.READ) {
        lastWrite[at] = Math.max(lastWrite[at], before + 1);
      }
    }
    for (int later = at + 1; later < events.size(); later++) {
      Event event = events.get(later);
      if (keepsSectionOrder
          && TraceOp.acquires(next.op())
          && TraceOp.acquires(event.op())
          && trace.isLock(next.subject())
          && event.subject() == next.subject()
          && event.thread() != next.thread()
          && !(TraceOp.isShared(event.op()) && TraceOp.isShared(next.op()))) {
        overtakers[at] |= 1 << later;
      }
    }
  }

  private void visit(int done, int writers) {
    int state = writers << EVENTS | done;
    if (SEEN[state] == generation) {
      return;
    }
    SEEN[state] = generation;
    if (collected.add(done)) {
      collect(done);
    }
    for (int at = 0; at < events.size(); at++) {
      if ((done & 1 << at) == 0 && isPossible(at, done, writers)) {
        visit(done | 1 << at, written(at, writers));
      }
    }
  }

  private int written(int at, int writers) {
    Event event = events.get(at);
    if (event.op() != TraceOp.WRITE) {
      return writers;
    }
    int shift = event.subject() * WRITER_BITS;
    return writers & ~(15 << shift) | (at + 1) << shift;
  }

  private boolean isPossible(int at, int done, int writers) {
    Event next = events.get(at);
    if ((done & needs[at]) != needs[at] || (done & overtakers[at]) != 0) {
      return false;
    }
    return switch (next.op()) {
      case TraceOp.READ -> (writers >> next.subject() * WRITER_BITS & 15) == lastWrite[at];
      case TraceOp.REQUEST -> false;
      default -> !TraceOp.acquires(next.op()) || isFree(next, done);
    };
  }

  private boolean isFree(Event next, int done) {
    boolean shared = TraceOp.isShared(next.op());
    int taken = 0;
    for (int thread = 0; thread < SmallTrace.THREADS; thread++) {
      List<SmallTrace.Hold> own = held(thread, done);
      for (int i = 0; i < own.size(); i++) {
        SmallTrace.Hold hold = own.get(i);
        if (hold.lock() == next.subject()) {
          taken++;
          if (trace.isLock(hold.lock()) && thread != next.thread() && !(hold.shared() && shared)) {
            return false;
          }
        }
      }
    }
    return trace.isLock(next.subject()) || taken < 2;
  }

  private int count(int thread, int done) {
    return Integer.bitCount(done & ofThread[thread]);
  }

  private List<SmallTrace.Hold> held(int thread, int done) {
    return holds.get(thread).get(count(thread, done));
  }

  private static List<List<SmallTrace.Hold>> holds(List<Event> own) {
    List<List<SmallTrace.Hold>> all = new ArrayList<>();
    List<SmallTrace.Hold> held = new ArrayList<>();
    all.add(List.of());
    for (Event event : own) {
      SmallTrace.Hold hold = new SmallTrace.Hold(event.subject(), TraceOp.isShared(event.op()));
      if (TraceOp.acquires(event.op())) {
        held.add(hold);
      } else if (TraceOp.releases(event.op())) {
        held.remove(hold);
      }
      all.add(List.copyOf(held));
    }
    return all;
  }

  private void collect(int done) {
    for (int thread = 0; thread < SmallTrace.THREADS; thread++) {
      follow(List.of(thread), done);
    }
  }

  /** Extends a chain of threads of which each waits for a lock that the next one holds. */
  private void follow(List<Integer> chain, int done) {
    int last = chain.get(chain.size() - 1);
    int count = count(last, done);
    if (count == byThread.get(last).size()) {
      return;
    }
    Event request = byThread.get(last).get(count);
    boolean shared = TraceOp.isShared(request.op());
    if (!TraceOp.blocks(request.op()) || !trace.isLock(request.subject())) {
      return;
    }
    List<SmallTrace.Hold> own = held(last, done);
    if (own.isEmpty() || own.stream().anyMatch(hold -> hold.lock() == request.subject())) {
      return;
    }
    for (int other = 0; other < SmallTrace.THREADS; other++) {
      boolean holds = false;
      for (SmallTrace.Hold hold : held(other, done)) {
        holds |= hold.lock() == request.subject() && !(hold.shared() && shared);
      }
      if (holds && other == chain.get(0)) {
        add(chain, done);
      } else if (holds && !chain.contains(other)) {
        List<Integer> longer = new ArrayList<>(chain);
        longer.add(other);
        follow(longer, done);
      }
    }
  }

  private void add(List<Integer> cycle, int done) {
    Set<Integer> locks = new HashSet<>();
    Set<String> steps = new TreeSet<>();
    for (int thread : cycle) {
      Event request = byThread.get(thread).get(count(thread, done));
      locks.add(request.subject());
      Set<Integer> holding = new TreeSet<>();
      held(thread, done).stream()
          .filter(hold -> trace.isLock(hold.lock()))
          .forEach(hold -> holding.add(hold.lock() * 2 + (hold.shared() ? 1 : 0)));
      steps.add(step(thread, request.subject(), TraceOp.isShared(request.op()), holding));
    }
    if (locks.size() == cycle.size()) {
      deadlocks.add(steps);
      locksOfDeadlocks.add(locks);
    }
  }

  /** The name of a step of a deadlock. */
  static String step(int thread, int lock, boolean shared, Set<Integer> held) {
    Set<Integer> strongest = new TreeSet<>(held); // exclusively is more than shared
    strongest.removeIf(each -> each % 2 == 1 && held.contains(each - 1));
    return "T" + thread + " asks for " + lock + (shared ? " shared" : "") + " holding " + strongest;
  }
}
