package io.jlockdep.verifier.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directed graph with nodes of any kind; everything about it is in the order of insertion. */
public final class Graph<N> {
  private final Map<N, Set<N>> successors = new LinkedHashMap<>();

  private long work;

  /** Edges that {@link #shortestPath} looked at so far: what a bound is set on. */
  public long work() {
    return work;
  }

  public void addEdge(N from, N to) {
    successors.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(to);
    successors.computeIfAbsent(to, key -> new LinkedHashSet<>());
  }

  public Set<N> successors(N node) {
    return successors.getOrDefault(node, Set.of());
  }

  public boolean hasEdge(N from, N to) {
    return successors(from).contains(to);
  }

  /**
   * The strongly connected components of more than one node. Tarjan's algorithm with a stack of its
   * own: graphs of instances are deep.
   */
  public List<Set<N>> components() {
    return new Components().find();
  }

  /**
   * The shortest path between two different nodes, both ends included, within {@code allowed};
   * empty if there is none.
   */
  public List<N> shortestPath(N from, N to, Set<N> allowed) {
    Map<N, N> cameFrom = new HashMap<>();
    Deque<N> queue = new ArrayDeque<>();
    Set<N> seen = new HashSet<>();
    seen.add(from);
    queue.add(from);
    while (!queue.isEmpty()) {
      N at = queue.remove();
      if (hasEdge(at, to)) {
        cameFrom.put(to, at);
        return path(cameFrom, from, to);
      }
      for (N next : successors(at)) {
        work++;
        if (allowed.contains(next) && seen.add(next)) {
          cameFrom.put(next, at);
          queue.add(next);
        }
      }
    }
    return List.of();
  }

  private List<N> path(Map<N, N> cameFrom, N from, N to) {
    List<N> path = new ArrayList<>();
    path.add(to);
    N at = to;
    while (!at.equals(from)) {
      N before = cameFrom.get(at);
      if (before == null) {
        return List.of();
      }
      at = before;
      path.add(at);
    }
    Collections.reverse(path);
    return path;
  }

  private final class Components {
    private final Map<N, Integer> index = new HashMap<>();
    private final Map<N, Integer> low = new HashMap<>();
    private final Deque<N> open = new ArrayDeque<>();
    private final Set<N> isOpen = new HashSet<>();
    private final List<Set<N>> found = new ArrayList<>();

    private record Visit<N>(N node, Iterator<N> rest) {}

    private List<Set<N>> find() {
      for (N root : successors.keySet()) {
        if (!index.containsKey(root)) {
          visit(root);
        }
      }
      return found;
    }

    private void visit(N root) {
      Deque<Visit<N>> calls = new ArrayDeque<>();
      calls.push(enter(root));
      while (!calls.isEmpty()) {
        Visit<N> call = calls.peek();
        N node = call.node();
        if (call.rest().hasNext()) {
          N next = call.rest().next();
          if (!index.containsKey(next)) {
            calls.push(enter(next));
          } else if (isOpen.contains(next)) {
            low.merge(node, index.getOrDefault(next, 0), Math::min);
          }
        } else {
          calls.pop();
          if (low.getOrDefault(node, 0).equals(index.get(node))) {
            close(node);
          }
          Visit<N> caller = calls.peek();
          if (caller != null) {
            low.merge(caller.node(), low.getOrDefault(node, 0), Math::min);
          }
        }
      }
    }

    private Visit<N> enter(N node) {
      index.put(node, index.size());
      low.put(node, index.size() - 1);
      open.push(node);
      isOpen.add(node);
      return new Visit<>(node, successors(node).iterator());
    }

    private void close(N root) {
      Set<N> component = new LinkedHashSet<>();
      N node;
      do {
        node = open.pop();
        isOpen.remove(node);
        component.add(node);
      } while (!node.equals(root));
      if (component.size() > 1) {
        found.add(component);
      }
    }
  }
}
