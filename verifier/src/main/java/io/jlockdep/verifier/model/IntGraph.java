package io.jlockdep.verifier.model;

import java.util.Arrays;

/** A directed graph over the numbers from 0 on, and its strongly connected components. */
public final class IntGraph {
  private final IntList[] successors;
  private final int[] component;
  private final int[] sizes;
  private int components;

  /** A graph without edges. */
  public IntGraph(int nodes) {
    successors = new IntList[nodes];
    component = new int[nodes];
    sizes = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      successors[i] = new IntList();
    }
  }

  public void addEdge(int from, int to) {
    successors[from].add(to);
  }

  /** Finds the components: Tarjan's algorithm with a stack of its own. */
  public void findComponents() {
    int nodes = successors.length;
    int[] index = new int[nodes];
    int[] low = new int[nodes];
    int[] next = new int[nodes];
    boolean[] open = new boolean[nodes];
    IntList calls = new IntList();
    IntList stack = new IntList();
    int counter = 0;
    components = 0;
    Arrays.fill(sizes, 0);
    for (int root = 0; root < nodes; root++) {
      if (index[root] == 0) {
        calls.add(root);
      }
      while (!calls.isEmpty()) {
        int node = calls.last();
        if (index[node] == 0) {
          index[node] = ++counter;
          low[node] = counter;
          stack.add(node);
          open[node] = true;
        }
        if (next[node] < successors[node].size()) {
          int to = successors[node].get(next[node]);
          if (index[to] == 0) {
            calls.add(to);
          } else {
            next[node]++;
            if (open[to]) {
              low[node] = Math.min(low[node], low[to]);
            }
          }
        } else {
          calls.removeLast();
          if (low[node] == index[node]) {
            close(node, stack, open);
          }
        }
      }
    }
  }

  private void close(int root, IntList stack, boolean[] open) {
    int member;
    do {
      member = stack.last();
      stack.removeLast();
      open[member] = false;
      component[member] = components;
      sizes[components]++;
    } while (member != root);
    components++;
  }

  /** Whether each can be reached from the other one; two different nodes, or one twice. */
  public boolean areOnACycle(int one, int other) {
    return component[one] == component[other] && sizes[component[one]] > 1;
  }
}
