package io.jlockdep.verifier.model;

import java.util.ArrayList;
import java.util.List;

/** Cycles of dependencies, each of which starts where the one before ends. */
public final class Cycle {
  private Cycle() {}

  /** The same cycle, entered at the first of its lock classes by name. */
  public static List<Dependency> smallestFirst(List<Dependency> cycle) {
    int smallest = 0;
    for (int i = 1; i < cycle.size(); i++) {
      if (cycle.get(i).from().name().compareTo(cycle.get(smallest).from().name()) < 0) {
        smallest = i;
      }
    }
    List<Dependency> rotated = new ArrayList<>(cycle.subList(smallest, cycle.size()));
    rotated.addAll(cycle.subList(0, smallest));
    return rotated;
  }

  /** Names of the lock classes, each once. */
  public static List<String> locks(List<Dependency> cycle) {
    return cycle.stream().map(edge -> edge.from().name()).distinct().toList();
  }
}
