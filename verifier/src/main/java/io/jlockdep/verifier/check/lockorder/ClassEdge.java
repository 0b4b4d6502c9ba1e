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

  record Pair(LockInstance from, LockInstance to) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Pair it && from.equals(it.from) && to.equals(it.to);
    }

    @Override
    public int hashCode() {
      return from.hashCode() * 31 + to.hashCode();
    }

    /** The same for both directions, so that of two locks both orders are kept or none. */
    private int undirectedHash() {
      int mixed = (mix(from) + mix(to)) * 0x85ebca6b;
      return mixed ^ mixed >>> 15;
    }

    /** Of numbers, not of hash codes, which differ from run to run. */
    private static int mix(LockInstance lock) {
      int number = (lock.recording() * 31 + lock.id()) * 0x9e3779b9;
      return number ^ number >>> 16;
    }
  }

  private record Kind(
      RecordedThread thread, Pair pair, Mode held, Mode acquired, How how, Gates.Key gates) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Kind it
          && thread.equals(it.thread)
          && pair.equals(it.pair)
          && held == it.held
          && acquired == it.acquired
          && how == it.how
          && gates.equals(it.gates);
    }

    @Override
    public int hashCode() {
      int modes = (held.ordinal() * 2 + acquired.ordinal()) * 3 + how.ordinal();
      return ((thread.hashCode() * 31 + pair.hashCode()) * 31 + gates.hashCode()) * 31 + modes;
    }
  }

  private final Map<Kind, List<Dependency>> witnesses = new LinkedHashMap<>();
  private long count;

  /** Only pairs whose hash has none of these bits are kept, since there are so many. */
  private int left;

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
      if (!isKept(kind) || (witnesses.size() >= KINDS && !makeRoomFor(kind))) {
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

  private boolean isKept(Kind kind) {
    return (kind.pair().undirectedHash() & left) == 0;
  }

  /** Lets go of about every second pair, again and again; false if that does not help. */
  private boolean makeRoomFor(Kind kind) {
    while (witnesses.size() >= KINDS && isKept(kind) && left != -1) {
      left = left << 1 | 1;
      witnesses.keySet().removeIf(each -> !isKept(each));
    }
    return witnesses.size() < KINDS && isKept(kind);
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
