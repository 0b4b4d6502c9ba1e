package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.RecordedThread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that was seen of one class being asked for while another (or the same) one was held. */
final class ClassEdge {
  private static final int ALIKE = 3;
  private static final int KINDS = 2_000;

  record Pair(LockInstance from, LockInstance to) {}

  private record Kind(
      RecordedThread thread, Pair pair, Mode held, Mode acquired, How how, Gates.Key gates) {}

  private final Map<Kind, List<Dependency>> witnesses = new LinkedHashMap<>();
  private long count;
  private boolean alwaysInsideAnother = true;

  /** Of witnesses that are alike the first two and the last are kept, those with stacks first. */
  void add(Dependency witness, Gates gates) {
    count++;
    alwaysInsideAnother = alwaysInsideAnother && insideAnother(witness);
    Kind kind =
        new Kind(
            witness.thread(),
            pairOf(witness),
            witness.held().mode(),
            witness.acquisition().mode(),
            witness.acquisition().how(),
            gates.keyOf(witness));
    List<Dependency> alike = witnesses.get(kind);
    if (alike == null) {
      if (witnesses.size() >= KINDS) {
        return;
      }
      alike = new ArrayList<>(1);
      witnesses.put(kind, alike);
    }
    if (alike.size() < ALIKE) {
      alike.add(witness);
    } else if (!witness.acquisition().derived()) {
      alike.set(ALIKE - 1, witness);
    }
  }

  /** The witnesses that were kept. */
  List<Dependency> witnesses() {
    return witnesses.values().stream().flatMap(List::stream).toList();
  }

  /** How many were seen. */
  long count() {
    return count;
  }

  /**
   * Whether every thread that made this step from X to Y had taken another Y before that X: it went
   * down a tree of objects (parent's Y, its X, the child's Y), and this is no order of its own.
   */
  boolean isAlwaysInsideAnother() {
    return alwaysInsideAnother;
  }

  private static boolean insideAnother(Dependency witness) {
    for (HeldLock outer : witness.acquisition().held()) {
      if (outer.instance().equals(witness.held().instance())) {
        return false;
      }
      if (outer.lockClass().equals(witness.to())
          && !outer.instance().equals(witness.acquisition().instance())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a thread could wait in any of them. */
  boolean waits() {
    return witnesses.keySet().stream().anyMatch(kind -> kind.how().waits());
  }

  static Pair pairOf(Dependency witness) {
    return new Pair(witness.held().instance(), witness.acquisition().instance());
  }
}
