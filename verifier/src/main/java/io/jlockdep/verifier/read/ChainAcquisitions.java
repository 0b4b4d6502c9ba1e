package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes acquisitions of the model of the chains of a trace. */
abstract class ChainAcquisitions {
  private final Chains chains;
  private final Map<Taken, HeldLock> heldLocks = new HashMap<>();

  /** All that is said of a lock that is held; threads may hold thousands at once. */
  private record Taken(int lock, int op, int site) {
    // written out, here and in other keys: what a record has by itself is made at run time, and
    // that costs tens of milliseconds
    @Override
    public boolean equals(Object other) {
      return other instanceof Taken it && lock == it.lock && op == it.op && site == it.site;
    }

    @Override
    public int hashCode() {
      return (lock * 31 + op) * 31 + site;
    }
  }

  ChainAcquisitions(Chains chains) {
    this.chains = chains;
  }

  abstract RecordedThread thread(int number);

  abstract LockInstance lock(int number);

  abstract Frame site(int number);

  abstract List<Operation> operations(int number);

  /** The first two acquisitions of each kind and the last. */
  final List<Acquisition> list() {
    List<Acquisition> all = new ArrayList<>();
    for (int node = 0; node < chains.size(); node++) {
      if (chains.isAcquisition(node) && chains.moments(node) > 0) {
        List<HeldLock> held = held(node);
        for (int moment = 0; moment < chains.moments(node); moment++) {
          all.add(acquisition(node, moment, held));
        }
      }
    }
    return all;
  }

  private Acquisition acquisition(int node, int moment, List<HeldLock> held) {
    return new Acquisition(
        thread(chains.thread(node)),
        chains.seq(node, moment),
        chains.time(node, moment),
        lock(chains.lock(node)),
        mode(chains.op(node)),
        how(chains.op(node)),
        site(chains.site(node)),
        List.of(),
        held,
        operations(chains.operations(node)),
        true);
  }

  private List<HeldLock> held(int node) {
    Deque<HeldLock> held = new ArrayDeque<>();
    for (int at = chains.parent(node); chains.isAcquisition(at); at = chains.parent(at)) {
      held.addFirst(
          heldLocks.computeIfAbsent(
              new Taken(chains.lock(at), chains.op(at), chains.site(at)), this::heldLock));
    }
    return List.copyOf(held);
  }

  private HeldLock heldLock(Taken taken) {
    return new HeldLock(
        lock(taken.lock()),
        mode(taken.op()),
        how(taken.op()),
        site(taken.site()),
        List.of(),
        false);
  }

  private static Mode mode(int op) {
    return TraceOp.isShared(op) ? Mode.SHARED : Mode.EXCLUSIVE;
  }

  private static How how(int op) {
    return switch (op) {
      case TraceOp.TRY, TraceOp.TRY_SHARED -> How.TRY;
      case TraceOp.REACQUIRE, TraceOp.REACQUIRE_SHARED -> How.REACQUIRE;
      default -> How.BLOCKING;
    };
  }
}
