package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Graph;
import io.jlockdep.verifier.model.LockInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cycles of lock objects: the shortest one through each pair of objects that lies on a cycle. */
final class InstanceCycles {
  private static final int PAIRS = 2_000;
  private static final long PATH_WORK = 5_000_000;

  private final CycleJudge judge;
  private final Map<ClassEdge.Pair, List<Dependency>> witnesses = new LinkedHashMap<>();
  private final Graph<LockInstance> graph = new Graph<>();

  InstanceCycles(CycleJudge judge, List<ClassEdge> edges) {
    this.judge = judge;
    for (ClassEdge edge : edges) {
      for (Dependency witness : edge.witnesses()) {
        ClassEdge.Pair pair = ClassEdge.pairOf(witness);
        graph.addEdge(pair.from(), pair.to());
        witnesses.computeIfAbsent(pair, key -> new ArrayList<>()).add(witness);
      }
    }
  }

  /** Whether any objects lie on a cycle, whoever made its steps. */
  boolean isThereAny() {
    return !graph.components().isEmpty();
  }

  /** For each such cycle the choice of witnesses that tells most; bounded. */
  List<Candidate> candidates(Optional<String> explanation) {
    List<Candidate> found = new ArrayList<>();
    Set<Set<LockInstance>> seen = new HashSet<>();
    int pairs = 0;
    for (Set<LockInstance> component : graph.components()) {
      for (LockInstance from : component) {
        for (LockInstance to : graph.successors(from)) {
          if (component.contains(to) && ++pairs <= PAIRS && graph.work() < PATH_WORK) {
            List<LockInstance> cycle = graph.shortestPath(to, from, component);
            if (!cycle.isEmpty() && seen.add(new HashSet<>(cycle))) {
              best(cycle, explanation).ifPresent(found::add);
            }
          }
        }
      }
    }
    return found;
  }

  private Optional<Candidate> best(List<LockInstance> cycle, Optional<String> explanation) {
    List<List<Dependency>> choices = new ArrayList<>();
    for (int i = 0; i < cycle.size(); i++) {
      LockInstance to = cycle.get((i + 1) % cycle.size());
      choices.add(witnesses.getOrDefault(new ClassEdge.Pair(cycle.get(i), to), List.of()));
    }
    return WitnessChoice.best(judge, choices, true, explanation);
  }
}
