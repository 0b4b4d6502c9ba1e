package io.jlockdep.verifier.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What comes before what because a thread was started or joined in between, a task submitted, or an
 * event awaited that another thread signalled.
 */
public final class HappensBefore {
  private static final int REMEMBERED = 20_000;

  /** Why one thing comes before another; the later ones are named first. */
  public enum Why {
    START("Thread.start"),
    JOIN("Thread.join"),
    SUBMIT("submit"),
    SIGNAL("signal");

    private final String word;

    Why(String word) {
      this.word = word;
    }
  }

  private record Reached(Object node, long seq, Why why) {}

  private record Moment(RecordedThread thread, long seq) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Moment it && seq == it.seq && thread.equals(it.thread);
    }

    @Override
    public int hashCode() {
      return thread.hashCode() * 31 + Long.hashCode(seq);
    }
  }

  private final Map<Object, Map<Object, HandOvers>> from = new HashMap<>();
  private final Map<Moment, Map<Object, Reached>> known = new HashMap<>();

  /** The order that the facts of the model make. */
  public HappensBefore(Model model) {
    for (ThreadStart start : model.starts()) {
      add(start.thread(), start.seq(), start.child(), start.seq(), Why.START);
    }
    for (ThreadJoin join : model.joins()) {
      add(join.child(), join.seq(), join.thread(), join.seq(), Why.JOIN);
    }
    new WaitOrder(model.waits(), this).add();
  }

  /**
   * What {@code one} does up to a moment comes before what {@code other} does from a moment on.
   *
   * @param one a thread, or what stands between threads
   */
  void add(Object one, long upTo, Object other, long fromOn, Why why) {
    if (!one.equals(other)) {
      from.computeIfAbsent(one, key -> new HashMap<>())
          .computeIfAbsent(other, key -> new HandOvers())
          .add(upTo, fromOn, why);
    }
  }

  /**
   * What puts one of two facts of different threads before the other: {@code signal}, {@code
   * submit}, {@code Thread.join} or {@code Thread.start}, the first of them that is part of the
   * way; empty if nothing does.
   */
  public Optional<String> between(Fact one, Fact other) {
    if (one.thread().recording() != other.thread().recording()
        || one.thread().equals(other.thread())) {
      return Optional.empty();
    }
    return one.seq() < other.seq() ? path(one, other) : path(other, one);
  }

  private Optional<String> path(Fact before, Fact after) {
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    Moment moment = new Moment(before.thread(), before.seq());
    Reached reached = known.computeIfAbsent(moment, key -> reach(before)).get(after.thread());
    return reached == null || reached.seq() > after.seq()
        ? Optional.empty()
        : Optional.of(reached.why().word);
  }

  /** Earliest arrival first: each thread is then settled at the lowest seq that is ordered. */
  private Map<Object, Reached> reach(Fact start) {
    PriorityQueue<Reached> queue = new PriorityQueue<>(Comparator.comparingLong(Reached::seq));
    Map<Object, Reached> settled = new HashMap<>();
    queue.add(new Reached(start.thread(), start.seq(), Why.START));
    while (!queue.isEmpty()) {
      Reached at = queue.remove();
      if (settled.putIfAbsent(at.node(), at) == null) {
        from.getOrDefault(at.node(), Map.of())
            .forEach(
                (node, handOvers) ->
                    handOvers
                        .after(at.seq())
                        .filter(next -> !settled.containsKey(node))
                        .ifPresent(
                            next ->
                                queue.add(
                                    new Reached(
                                        node,
                                        Math.max(next.fromOn(), at.seq()),
                                        next.why().compareTo(at.why()) > 0
                                            ? next.why()
                                            : at.why()))));
      }
    }
    return settled;
  }
}
