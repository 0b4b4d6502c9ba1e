package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which lock class was asked for under which other one, and how often each was taken, as far as the
 * recordings tell: all of it where there is a trace, else what was new to the agent.
 */
public final class ClassGraph {
  /** An edge, by the names of its classes. */
  record Pair(String from, String to) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int first = from.compareTo(other.from);
      return first != 0 ? first : to.compareTo(other.to);
    }
  }

  /** What was seen of a lock class. */
  static final class Use {
    long exclusive;
    long shared;
    long tried;
    long asHeld;
  }

  private final Map<Pair, Long> edges = new TreeMap<>();
  private final Map<String, Use> uses = new HashMap<>();
  private final Map<Pair, Finding> findings = new HashMap<>();
  private final Map<String, LockClass> classes = new TreeMap<>();

  private ClassGraph() {}

  /** The graph; edges of findings are marked with the loudest. */
  public static ClassGraph of(Judgement judgement) {
    ClassGraph graph = new ClassGraph();
    Model model = judgement.model();
    model.lockClasses().forEach(each -> graph.classes.put(each.name(), each));
    Set<Integer> traced = new HashSet<>();
    for (Trace trace : model.traces()) {
      trace.locks().stream().limit(1).forEach(lock -> traced.add(lock.recording()));
      graph.add(trace);
    }
    for (Acquisition each : model.acquisitions()) {
      if (!traced.contains(each.thread().recording())) {
        graph.add(each);
      }
    }
    for (Finding finding : judgement.findings()) {
      for (Dependency edge : finding.edges()) {
        Pair pair = new Pair(edge.from().name(), edge.to().name());
        graph.findings.putIfAbsent(pair, finding);
        graph.edges.putIfAbsent(pair, 1L);
        graph.classes.putIfAbsent(pair.from(), edge.from());
        graph.classes.putIfAbsent(pair.to(), edge.to());
      }
    }
    graph.forgetUnused();
    return graph;
  }

  /** Events that are waited for are lock classes too, but nobody takes them. */
  private void forgetUnused() {
    Set<String> used = new HashSet<>(uses.keySet());
    for (Pair pair : edges.keySet()) {
      used.add(pair.from());
      used.add(pair.to());
    }
    classes.keySet().retainAll(used);
  }

  private void add(Acquisition request) {
    boolean shared = request.mode() == Mode.SHARED;
    boolean tried = request.how() == How.TRY;
    count(request.lockClass().name(), shared, tried);
    Set<String> from = new HashSet<>();
    for (HeldLock held : request.held()) {
      from.add(held.lockClass().name());
    }
    from.forEach(name -> nested(name, request.lockClass().name()));
  }

  private void add(Trace trace) {
    Map<Integer, List<Integer>> heldBy = new HashMap<>();
    Trace.Cursor at = trace.cursor();
    while (at.next()) {
      List<Integer> held = heldBy.computeIfAbsent(at.thread(), key -> new ArrayList<>());
      if (TraceOp.acquires(at.op()) || at.op() == TraceOp.REQUEST) {
        String name = trace.locks().get(at.subject()).lockClass().name();
        boolean tried = at.op() == TraceOp.TRY || at.op() == TraceOp.TRY_SHARED;
        count(name, TraceOp.isShared(at.op()), tried);
        Set<String> from = new HashSet<>();
        held.forEach(lock -> from.add(trace.locks().get(lock).lockClass().name()));
        from.forEach(each -> nested(each, name));
        if (at.op() != TraceOp.REQUEST) {
          held.add(at.subject());
        }
      } else if (TraceOp.releases(at.op())) {
        held.remove((Integer) at.subject());
      }
    }
  }

  private void count(String name, boolean shared, boolean tried) {
    Use use = use(name);
    use.exclusive += shared ? 0 : 1;
    use.shared += shared ? 1 : 0;
    use.tried += tried ? 1 : 0;
  }

  private void nested(String from, String to) {
    edges.merge(new Pair(from, to), 1L, Long::sum);
    use(from).asHeld++;
  }

  /** How often each edge was seen, by name. */
  Map<Pair, Long> edges() {
    return edges;
  }

  /** The lock classes by name. */
  Map<String, LockClass> classes() {
    return classes;
  }

  /** What was seen of a class, to be added to. */
  Use use(String name) {
    return uses.computeIfAbsent(name, key -> new Use());
  }

  /** The loudest finding with this edge; null if there is none. */
  @Nullable Finding findingOf(Pair pair) {
    return findings.get(pair);
  }

  /** Names of the classes that are called so: by full name, by short name, or in part. */
  public List<String> matching(String text) {
    List<String> exact =
        classes.values().stream()
            .filter(each -> each.name().equals(text) || each.shortName().equals(text))
            .map(LockClass::name)
            .toList();
    return exact.isEmpty()
        ? classes.keySet().stream().filter(name -> name.contains(text)).toList()
        : exact;
  }

  /** The part of the graph within {@code steps} edges of these classes, in any direction. */
  public ClassGraph around(List<String> names, int steps) {
    Set<String> near = new HashSet<>(names);
    for (int i = 0; i < steps; i++) {
      Set<String> next = new HashSet<>(near);
      for (Pair pair : edges.keySet()) {
        if (near.contains(pair.from()) || near.contains(pair.to())) {
          next.add(pair.from());
          next.add(pair.to());
        }
      }
      near = next;
    }
    return restrictedTo(near, edges.keySet());
  }

  /** The edges of findings, and their classes. */
  public ClassGraph ofFindings() {
    Set<String> names = new HashSet<>();
    for (Pair pair : findings.keySet()) {
      names.add(pair.from());
      names.add(pair.to());
    }
    return restrictedTo(names, findings.keySet());
  }

  private ClassGraph restrictedTo(Set<String> names, Set<Pair> pairs) {
    ClassGraph part = new ClassGraph();
    part.uses.putAll(uses);
    part.findings.putAll(findings);
    edges.forEach(
        (pair, count) -> {
          if (pairs.contains(pair) && names.contains(pair.from()) && names.contains(pair.to())) {
            part.edges.put(pair, count);
          }
        });
    classes.forEach(
        (name, each) -> {
          if (names.contains(name)) {
            part.classes.put(name, each);
          }
        });
    return part;
  }
}
