package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lock classes and the dependencies seen between them. */
final class LockGraph {
  record Key(LockClass from, LockClass to) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key it && from.equals(it.from) && to.equals(it.to);
    }

    /** Names that differ in a digit or two would collide by the thousand. */
    @Override
    public int hashCode() {
      return from.hashCode() * 0x9e3779b9 ^ Integer.rotateLeft(to.hashCode() * 0x85ebca6b, 15);
    }
  }

  /** In a graph of more pairs of classes than this nobody looks at all cycles anyway. */
  private static final int MOST = 500_000;

  private final Gates gates = new Gates();
  private boolean cut;
  private final Map<Key, ClassEdge> edges = new LinkedHashMap<>();
  private final Map<Key, ClassEdge> explained = new LinkedHashMap<>();
  private final Map<Key, String> explanations = new LinkedHashMap<>();

  /** The dependencies of every acquisition. */
  static LockGraph of(Model model, SelfDeadlockPaths paths) {
    LockGraph graph = new LockGraph();
    for (Acquisition acquisition : model.acquisitions()) {
      if (!acquisition.instance().releasedElsewhere()) {
        for (HeldLock held : acquisition.held()) {
          if (!held.instance().releasedElsewhere()
              && !held.instance().equals(acquisition.instance())) {
            graph.add(new Dependency(held, acquisition), paths);
          }
        }
      }
    }
    return graph;
  }

  private void add(Dependency witness, SelfDeadlockPaths paths) {
    Key key = new Key(witness.from(), witness.to());
    Optional<String> title = paths.leadsInto(witness);
    title.ifPresent(text -> explanations.putIfAbsent(key, text));
    Map<Key, ClassEdge> into = title.isPresent() ? explained : edges;
    ClassEdge edge = into.get(key);
    if (edge == null) {
      if (into.size() == MOST) {
        cut = true;
        return;
      }
      edge = new ClassEdge();
      into.put(key, edge);
    }
    edge.add(witness, gates);
  }

  /** The locks that keep others out while the dependencies are made. */
  Gates gates() {
    return gates;
  }

  /** Whether there are more pairs of classes than were kept. */
  boolean wasCut() {
    return cut;
  }

  /** All edges, by the names of their ends. */
  List<Key> keys() {
    List<Key> keys = new ArrayList<>(edges.keySet());
    explained.keySet().stream().filter(key -> !edges.containsKey(key)).forEach(keys::add);
    keys.sort(
        Comparator.comparing((Key key) -> key.from().name()).thenComparing(key -> key.to().name()));
    return keys;
  }

  /** What was seen of an edge; where there is other evidence, without the paths that only hang. */
  ClassEdge edge(Key key) {
    ClassEdge edge = edges.get(key);
    if (edge == null) {
      edge = explained.get(key);
    }
    return edge == null ? new ClassEdge() : edge;
  }

  /** The title of the self-deadlock without which the edge was never seen. */
  Optional<String> explanation(Key key) {
    return edges.containsKey(key) ? Optional.empty() : Optional.ofNullable(explanations.get(key));
  }

  static List<Key> keysOf(List<LockClass> cycle) {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < cycle.size(); i++) {
      keys.add(new Key(cycle.get(i), cycle.get((i + 1) % cycle.size())));
    }
    return keys;
  }
}
