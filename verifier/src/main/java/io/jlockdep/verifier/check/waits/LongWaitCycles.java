package io.jlockdep.verifier.check.waits;

import io.jlockdep.verifier.check.waits.WaitStep.Node;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.CycleSearch;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.Graph;
import io.jlockdep.verifier.model.HappensBefore;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cycles of more than one hop: the signaller of an event needs a lock that is held by a thread that
 * waits for another lock, or for another event whose signaller needs what the first one holds. An
 * event comes if any of its signallers gets through, so a cycle is a warning only if every one that
 * was seen needs the next thing on it.
 */
final class LongWaitCycles {
  private static final int CYCLES = 200;
  private static final int CHOICES = 2_000;

  private final WaitSteps steps;
  private final HappensBefore order;
  private int choices;

  LongWaitCycles(Model model, Signallers signallers, HappensBefore order) {
    this.steps = new WaitSteps(model, signallers);
    this.order = order;
  }

  /**
   * The findings.
   *
   * @param shorter the cycles of one hop: what contains one of them tells nothing new
   */
  List<Finding> findings(List<Finding> shorter) {
    Graph<Node> graph = new Graph<>();
    for (List<WaitStep> alike : steps.pairs()) {
      graph.addEdge(alike.get(0).from(), alike.get(0).to());
    }
    Comparator<Node> byName =
        Comparator.comparing(Node::name)
            .thenComparingInt(node -> node.instance().recording())
            .thenComparingInt(node -> node.instance().id());
    List<Finding> findings = new ArrayList<>();
    for (List<Node> cycle : new CycleSearch<>(graph, byName, CYCLES).cycles()) {
      if (cycle.size() > 2
          && cycle.stream().anyMatch(Node::isEvent)
          && !cycle.stream().allMatch(Node::isEvent)) {
        choose(cycle)
            .map(chosen -> finding(cycle, chosen))
            .filter(found -> tellsMore(found, shorter) && tellsMore(found, findings))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** Whether no cycle that is at least as loud lies within it. */
  private static boolean tellsMore(Finding found, List<Finding> others) {
    return others.stream()
        .noneMatch(
            other ->
                other.severity().isAtLeast(found.severity())
                    && found.locks().containsAll(other.locks()));
  }

  /** One step for each pair, all by different threads; such as can meet if there are any. */
  private Optional<List<WaitStep>> choose(List<Node> cycle) {
    for (boolean meeting : new boolean[] {true, false}) {
      choices = 0;
      List<WaitStep> chosen = new ArrayList<>();
      if (extend(cycle, chosen, meeting)) {
        return Optional.of(chosen);
      }
    }
    return Optional.empty();
  }

  private boolean extend(List<Node> cycle, List<WaitStep> chosen, boolean meeting) {
    int at = chosen.size();
    if (at == cycle.size()) {
      return chosen.get(at - 1).conflictsWith(chosen.get(0))
          && (!meeting || (ordered(chosen).isEmpty() && gate(chosen).isEmpty()));
    }
    for (WaitStep next : steps.between(cycle.get(at), cycle.get((at + 1) % cycle.size()))) {
      if (++choices > CHOICES) {
        return false;
      }
      boolean fits =
          (at == 0 || chosen.get(at - 1).conflictsWith(next))
              && chosen.stream().noneMatch(step -> step.thread().equals(next.thread()));
      if (fits) {
        chosen.add(next);
        if (extend(cycle, chosen, meeting)) {
          return true;
        }
        chosen.remove(at);
      }
    }
    return false;
  }

  private Finding finding(List<Node> cycle, List<WaitStep> chosen) {
    List<String> downgrades = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    reasons.add("the threads were not seen to block one another in this run");
    for (WaitStep step : chosen) {
      if (step.signaller().isPresent() && !needsAll(step)) {
        downgrades.add("another signaller");
        reasons.add(
            "not every signal of "
                + step.from().name()
                + " was seen to need "
                + step.to().name()
                + " first");
      }
      if (step.timed()) {
        downgrades.add("bounded wait");
        reasons.add("the wait for " + step.to().name() + " ends by a time-out");
      }
    }
    ordered(chosen)
        .ifPresent(
            by -> {
              downgrades.add("ordered by " + by);
              reasons.add("in this run the threads came one after the other");
            });
    gate(chosen)
        .ifPresent(
            lock -> {
              downgrades.add("gated by " + lock.lockClass().shortName());
              reasons.add("two of the threads hold the same other lock exclusively");
            });
    List<Dependency> edges = chosen.stream().map(WaitStep::edge).toList();
    List<String> names = new ArrayList<>(cycle.stream().map(Node::name).toList());
    names.add(names.get(0));
    List<String> primitives = cycle.stream().map(Node::primitive).sorted().toList();
    return new Finding(
        Fingerprint.ofCycle(Category.WAIT_CYCLE, edges, String.join(",", primitives)),
        Category.WAIT_CYCLE,
        new Verdict(
            Grade.CLASS,
            downgrades.isEmpty() ? Severity.WARNING : Severity.NOTE,
            downgrades.stream().distinct().toList(),
            String.join("; ", reasons.stream().distinct().toList())),
        "waits through several threads: " + String.join(" -> ", names),
        cycle.stream().map(node -> node.instance().lockClass().name()).distinct().toList(),
        edges,
        List.of(),
        List.of(),
        Optional.empty(),
        edges.stream().map(Dependency::acquisition).toList(),
        1);
  }

  /** Whether every signaller of the event was seen to need what the step leads to. */
  private boolean needsAll(WaitStep step) {
    Set<Signallers.Signaller> needing = new HashSet<>();
    for (WaitStep other : steps.between(step.from(), step.to())) {
      other.signaller().ifPresent(needing::add);
    }
    return needing.containsAll(steps.signallersOf(step.from()));
  }

  private Optional<String> ordered(List<WaitStep> chosen) {
    for (int i = 0; i < chosen.size(); i++) {
      for (int j = i + 1; j < chosen.size(); j++) {
        Optional<String> by =
            order.between(chosen.get(i).edge().acquisition(), chosen.get(j).edge().acquisition());
        if (by.isPresent()) {
          return by;
        }
      }
    }
    return Optional.empty();
  }

  /** A lock outside the cycle that two of the threads hold exclusively. */
  private static Optional<LockInstance> gate(List<WaitStep> chosen) {
    Set<LockInstance> own = new HashSet<>();
    chosen.forEach(step -> own.add(step.from().instance()));
    Set<LockInstance> seen = new HashSet<>();
    for (WaitStep step : chosen) {
      Set<LockInstance> gates = new HashSet<>();
      for (HeldLock held : step.edge().acquisition().held()) {
        boolean closes = held.mode() == Mode.EXCLUSIVE && held.instance().excludes();
        if (closes && !own.contains(held.instance())) {
          gates.add(held.instance());
        }
      }
      for (LockInstance gate : gates) {
        if (!seen.add(gate)) {
          return Optional.of(gate);
        }
      }
    }
    return Optional.empty();
  }
}
