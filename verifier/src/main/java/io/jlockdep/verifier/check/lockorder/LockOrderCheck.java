package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Cycle;
import io.jlockdep.verifier.model.CycleSearch;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.Graph;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the orders of locks that contradict one another. Cycles are searched over classes; the same
 * objects, threads that can meet and the absence of a common gate make a cycle an instance cycle.
 */
public final class LockOrderCheck {
  private static final int CYCLES = 200;
  private static final int TRY_CYCLES = 20;
  private static final int MIXED_CYCLES = 50;

  /**
   * What the check found.
   *
   * @param dependencies distinct pairs of classes
   * @param cut whether the search for cycles ended at its bound
   */
  public record Outcome(List<Finding> findings, long dependencies, boolean cut) {}

  private final LockGraph graph;
  private final CycleJudge judge;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private boolean cut;

  private LockOrderCheck(Model model, List<Finding> selfDeadlocks) {
    this.graph = LockGraph.of(model, new SelfDeadlockPaths(model, selfDeadlocks));
    this.judge = new CycleJudge(model.order(), new Writers(model), graph.gates());
    this.cut = graph.wasCut();
  }

  /**
   * Checks the lock order.
   *
   * @param selfDeadlocks what was found about threads waiting for themselves: their paths explain
   *     some cycles
   */
  public static Outcome check(Model model, List<Finding> selfDeadlocks) {
    LockOrderCheck check = new LockOrderCheck(model, selfDeadlocks);
    check.nestedInItself();
    check.cyclesOfClasses(true, CYCLES);
    check.mixedCycles();
    check.cyclesOfClasses(false, TRY_CYCLES);
    return new Outcome(List.copyOf(check.findings.values()), check.graph.keys().size(), check.cut);
  }

  private void nestedInItself() {
    for (LockGraph.Key key : graph.keys()) {
      ClassEdge edge = graph.edge(key);
      if (key.from().equals(key.to()) && edge.waits()) {
        Optional<String> explanation = graph.explanation(key);
        Candidate candidate =
            new InstanceCycles(judge, List.of(edge))
                .candidates(explanation).stream()
                    .min(Candidate.MOST_TELLING)
                    .orElseGet(() -> oneOrder(edge));
        add(candidate, edge.count());
      }
    }
  }

  private static Candidate oneOrder(ClassEdge edge) {
    List<Dependency> one = edge.witnesses().stream().limit(1).toList();
    return new Candidate(
        one,
        new Verdict(
            Grade.CLASS,
            Severity.NOTE,
            List.of("always in one order"),
            "different objects of the class were nested, always in one order"));
  }

  private void cyclesOfClasses(boolean waiting, int limit) {
    Graph<LockClass> classes = new Graph<>();
    for (LockGraph.Key key : graph.keys()) {
      if (!waiting || graph.edge(key).waits()) {
        classes.addEdge(key.from(), key.to());
      }
    }
    CycleSearch<LockClass> search =
        new CycleSearch<>(classes, Comparator.comparing(LockClass::name), limit);
    for (List<LockClass> cycle : search.cycles()) {
      List<LockGraph.Key> keys = LockGraph.keysOf(cycle);
      if (waiting || keys.stream().anyMatch(key -> !graph.edge(key).waits())) {
        cycle(keys);
      }
    }
    cut |= waiting && search.wasCut();
  }

  private void cycle(List<LockGraph.Key> keys) {
    Optional<String> explanation =
        keys.stream().map(graph::explanation).flatMap(Optional::stream).findFirst();
    List<ClassEdge> edges = keys.stream().map(graph::edge).toList();
    Optional<Candidate> best =
        new InstanceCycles(judge, edges)
            .candidates(explanation).stream().min(Candidate.MOST_TELLING);
    if (best.isEmpty()) {
      List<List<Dependency>> choices = edges.stream().map(ClassEdge::witnesses).toList();
      best =
          WitnessChoice.best(judge, choices, false, explanation)
              .map(candidate -> goesDownOnly(keys, edges) ? downwards(candidate) : candidate);
    }
    long count = edges.stream().mapToLong(ClassEdge::count).sum();
    best.ifPresent(candidate -> add(folded(candidate), count));
  }

  /**
   * Whether a cycle of classes is only the way from a parent to its child, as in parent's lock,
   * parent's mutex, child's lock: one of its steps is always made inside of another object of the
   * class to which it leads, and those objects are nested in one order.
   */
  private boolean goesDownOnly(List<LockGraph.Key> keys, List<ClassEdge> edges) {
    for (LockGraph.Key key : keys) {
      if (graph.edge(key).isAlwaysInsideAnother()) {
        List<ClassEdge> all = new ArrayList<>(edges);
        all.add(graph.edge(new LockGraph.Key(key.to(), key.to())));
        if (!new InstanceCycles(judge, all).isThereAny()) {
          return true;
        }
      }
    }
    return false;
  }

  private static Candidate downwards(Candidate candidate) {
    Verdict verdict = candidate.verdict();
    List<String> downgrades = new ArrayList<>(verdict.downgrades());
    downgrades.add("always in one order");
    return new Candidate(
        candidate.edges(),
        new Verdict(
            verdict.grade(),
            Severity.NOTE,
            downgrades,
            "different objects of a class were nested, always in one order, with the other locks"
                + " between them; "
                + verdict.whyNotHigher()));
  }

  /**
   * Where both A -> B -> A and A -> B -> C -> A are in the code, the longer cycle says little that
   * the shorter one does not. It stays a finding of its own if its very objects can hang.
   */
  private Candidate folded(Candidate candidate) {
    Set<String> own = new HashSet<>(Cycle.locks(candidate.edges()));
    Verdict verdict = candidate.verdict();
    Optional<Finding> shorter =
        verdict.severity() == Severity.WARNING && verdict.grade() == Grade.CLASS
            ? findings.values().stream()
                .filter(
                    finding ->
                        finding.severity().isAtLeast(Severity.WARNING)
                            && finding.locks().size() > 1
                            && finding.locks().size() < own.size()
                            && own.containsAll(finding.locks()))
                .findFirst()
            : Optional.empty();
    if (shorter.isEmpty()) {
      return candidate;
    }
    List<String> downgrades = new ArrayList<>(verdict.downgrades());
    downgrades.add("contains a shorter cycle");
    return new Candidate(
        candidate.edges(),
        new Verdict(
            verdict.grade(),
            Severity.NOTE,
            downgrades,
            "it contains a shorter cycle, reported by itself; " + verdict.whyNotHigher()));
  }

  /**
   * Cycles of objects in which a class nested in itself takes part: a1, a2, b. They are no
   * elementary cycle of classes; only plain ones, or those with nothing else about their classes,
   * are worth a finding.
   */
  private void mixedCycles() {
    List<ClassEdge> edges =
        graph.keys().stream()
            .filter(key -> graph.explanation(key).isEmpty() && graph.edge(key).waits())
            .map(graph::edge)
            .toList();
    Set<Set<String>> known = new HashSet<>();
    findings.values().forEach(finding -> known.add(new HashSet<>(finding.locks())));
    new InstanceCycles(judge, edges)
        .candidates(Optional.empty()).stream()
            .filter(candidate -> isMixed(candidate.edges()))
            .sorted(Candidate.MOST_TELLING)
            .filter(
                candidate ->
                    candidate.verdict().severity() == Severity.ERROR
                        || known.add(new HashSet<>(Cycle.locks(candidate.edges()))))
            .limit(MIXED_CYCLES)
            .forEach(candidate -> add(candidate, candidate.edges().size()));
  }

  /** Whether some class has more than one way on, so that it is no round over distinct classes. */
  private static boolean isMixed(List<Dependency> cycle) {
    Map<LockClass, LockClass> next = new LinkedHashMap<>();
    for (Dependency edge : cycle) {
      LockClass before = next.putIfAbsent(edge.from(), edge.to());
      if (before != null && !before.equals(edge.to())) {
        return true;
      }
    }
    return false;
  }

  private void add(Candidate candidate, long witnesses) {
    List<Dependency> cycle = Cycle.smallestFirst(candidate.edges());
    String fingerprint = Fingerprint.ofCycle(Category.LOCK_ORDER, cycle);
    Finding finding =
        new Finding(
            fingerprint,
            Category.LOCK_ORDER,
            candidate.verdict(),
            title(cycle, candidate.verdict()),
            Cycle.locks(cycle),
            cycle,
            cycle.get(cycle.size() - 1).acquisition().operations().stream()
                .map(Operation::name)
                .toList(),
            List.of(),
            Optional.empty(),
            cycle.stream().map(Dependency::acquisition).toList(),
            witnesses);
    findings.putIfAbsent(fingerprint, finding);
  }

  private static String title(List<Dependency> cycle, Verdict verdict) {
    Set<String> names = new LinkedHashSet<>();
    cycle.forEach(edge -> names.add(edge.from().shortName()));
    String first = cycle.get(0).from().shortName();
    if (names.size() > 1) {
      List<String> path = new ArrayList<>(isMixed(cycle) ? namesOf(cycle) : names);
      return "lock order inversion: " + String.join(" -> ", path) + " -> " + first;
    }
    return verdict.downgrades().contains("always in one order")
        ? "possible recursive locking of " + first + ", always in one order"
        : "lock order inversion between objects of " + first;
  }

  private static List<String> namesOf(List<Dependency> cycle) {
    return cycle.stream().map(edge -> edge.from().shortName()).toList();
  }
}
