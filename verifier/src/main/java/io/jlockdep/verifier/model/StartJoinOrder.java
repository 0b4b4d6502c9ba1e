package io.jlockdep.verifier.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** What comes before what because a thread was started or joined in between. */
public final class StartJoinOrder {
  private record Reached(RecordedThread thread, long seq, boolean joined) {}

  private final Map<RecordedThread, List<ThreadStart>> startsBy = new HashMap<>();
  private final Map<RecordedThread, List<ThreadJoin>> joinsOf = new HashMap<>();

  public StartJoinOrder(List<ThreadStart> starts, List<ThreadJoin> joins) {
    starts.forEach(s -> startsBy.computeIfAbsent(s.thread(), t -> new ArrayList<>()).add(s));
    joins.forEach(j -> joinsOf.computeIfAbsent(j.child(), t -> new ArrayList<>()).add(j));
  }

  /**
   * What puts one of two facts of different threads before the other: {@code Thread.start} or, if
   * the end of a thread was waited for on the way, {@code Thread.join}; empty if nothing does.
   */
  public Optional<String> between(Fact one, Fact other) {
    if (one.thread().recording() != other.thread().recording()
        || one.thread().equals(other.thread())) {
      return Optional.empty();
    }
    return one.seq() < other.seq() ? path(one, other) : path(other, one);
  }

  /** Earliest arrival first: each thread is then settled at the lowest seq that is ordered. */
  private Optional<String> path(Fact from, Fact to) {
    PriorityQueue<Reached> queue = new PriorityQueue<>(Comparator.comparingLong(Reached::seq));
    Map<RecordedThread, Long> settled = new HashMap<>();
    queue.add(new Reached(from.thread(), from.seq(), false));
    while (!queue.isEmpty()) {
      Reached at = queue.remove();
      if (at.seq() > to.seq()) {
        return Optional.empty();
      }
      if (at.thread().equals(to.thread())) {
        return Optional.of(at.joined() ? "Thread.join" : "Thread.start");
      }
      if (settled.putIfAbsent(at.thread(), at.seq()) != null) {
        continue;
      }
      for (ThreadStart start : startsBy.getOrDefault(at.thread(), List.of())) {
        if (start.seq() >= at.seq()) {
          queue.add(new Reached(start.child(), start.seq(), at.joined()));
        }
      }
      for (ThreadJoin join : joinsOf.getOrDefault(at.thread(), List.of())) {
        if (join.seq() >= at.seq()) {
          queue.add(new Reached(join.thread(), join.seq(), true));
        }
      }
    }
    return Optional.empty();
  }
}
