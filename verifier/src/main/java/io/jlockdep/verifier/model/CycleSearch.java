package io.jlockdep.verifier.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Elementary cycles of a graph, the shortest first: one through every edge that lies on a cycle,
 * and further ones up to a bound. Dense graphs have more cycles than anyone can list.
 */
public final class CycleSearch<N> {
  private static final int STEPS = 100_000;
  private static final long PATH_WORK = 20_000_000;
  private static final int MOST = 10_000;

  private final Graph<N> graph;
  private final Comparator<N> order;
  private final int limit;
  private final Set<List<N>> cycles = new LinkedHashSet<>();
  private boolean cut;
  private int steps;

  public CycleSearch(Graph<N> graph, Comparator<N> order, int limit) {
    this.graph = graph;
    this.order = order;
    this.limit = limit;
  }

  /** Each cycle starts with its smallest node; at most {@code limit} of them. */
  public List<List<N>> cycles() {
    List<Set<N>> components = graph.components();
    components.forEach(this::throughEachEdge);
    List<List<N>> shortest = new ArrayList<>(cycles);
    shortest.sort(Comparator.comparingInt(List::size));
    if (shortest.size() > limit) {
      cut = true;
      return shortest.subList(0, limit);
    }
    components.forEach(this::everyCycle);
    List<List<N>> all = new ArrayList<>(cycles);
    all.sort(Comparator.comparingInt(List::size));
    return all;
  }

  /** Whether there may be more than were returned. */
  public boolean wasCut() {
    return cut;
  }

  private void throughEachEdge(Set<N> component) {
    for (N from : component) {
      for (N to : graph.successors(from)) {
        if (graph.work() > PATH_WORK || cycles.size() >= MOST) {
          cut = true;
          return;
        }
        if (component.contains(to) && !from.equals(to)) {
          cycles.add(smallestFirst(graph.shortestPath(to, from, component)));
        }
      }
    }
  }

  private void everyCycle(Set<N> component) {
    List<N> nodes = new ArrayList<>(component);
    nodes.sort(order);
    for (int length = 2; length <= nodes.size() && !cut; length++) {
      for (N start : nodes) {
        List<N> path = new ArrayList<>();
        path.add(start);
        extend(path, component, length);
      }
    }
  }

  private void extend(List<N> path, Set<N> component, int length) {
    if (cut || ++steps > STEPS) {
      cut = true;
      return;
    }
    N start = path.get(0);
    N last = path.get(path.size() - 1);
    if (path.size() == length) {
      if (graph.hasEdge(last, start)) {
        addBounded(path);
      }
      return;
    }
    for (N next : graph.successors(last)) {
      if (component.contains(next) && order.compare(next, start) > 0 && !path.contains(next)) {
        path.add(next);
        extend(path, component, length);
        path.remove(path.size() - 1);
      }
    }
  }

  private void addBounded(List<N> path) {
    if (cycles.size() < limit) {
      cycles.add(List.copyOf(path));
    } else if (!cycles.contains(path)) {
      cut = true;
    }
  }

  private List<N> smallestFirst(List<N> cycle) {
    int smallest = 0;
    for (int i = 1; i < cycle.size(); i++) {
      if (order.compare(cycle.get(i), cycle.get(smallest)) < 0) {
        smallest = i;
      }
    }
    List<N> rotated = new ArrayList<>(cycle.subList(smallest, cycle.size()));
    rotated.addAll(cycle.subList(0, smallest));
    return List.copyOf(rotated);
  }
}
