package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceOp;
import java.util.List;

/**
 * The acquisitions of a trace that are worth a closer look: those that lie on a cycle of locks, or
 * all. A second walk over the trace, because one knows only at its end which locks those are.
 */
final class StdAcquisitions {
  private final Trace trace;
  private final boolean all;
  private final Chains chains = new Chains(200_000);
  private final HeldStack[] held;
  private final int[] roots;

  private StdAcquisitions(Trace trace, boolean all) {
    this.trace = trace;
    this.all = all;
    held = new HeldStack[trace.threads().size()];
    roots = new int[held.length];
    for (int thread = 0; thread < held.length; thread++) {
      held[thread] = new HeldStack();
      roots[thread] = chains.root(thread);
    }
  }

  /**
   * The acquisitions.
   *
   * @param all also those that are on no cycle of locks
   */
  static StdAcquisitions of(Trace trace, boolean all) {
    StdAcquisitions acquisitions = new StdAcquisitions(trace, all);
    if (all || trace.lockOrder().hasCycle()) {
      acquisitions.walk();
      if (acquisitions.chains.lost() > 0) {
        trace.lockOrder().cut();
      }
    }
    return acquisitions;
  }

  List<Acquisition> list() {
    return new ChainAcquisitions(chains) {
      @Override
      RecordedThread thread(int number) {
        return trace.threads().get(number);
      }

      @Override
      LockInstance lock(int number) {
        return trace.locks().get(number);
      }

      @Override
      Frame site(int number) {
        return trace.site(number);
      }

      @Override
      List<Operation> operations(int number) {
        return List.of();
      }
    }.list();
  }

  private void walk() {
    Trace.Cursor at = trace.cursor();
    long seq = 0;
    while (at.next()) {
      seq++;
      int op = at.op();
      boolean takes = TraceOp.acquires(op);
      if (takes || op == TraceOp.REQUEST) {
        HeldStack own = held[at.thread()];
        if (isWanted(own, at.subject())) {
          chains.seen(node(at, own), seq, 0);
        }
        if (takes) {
          own.push(at.subject(), op, at.site(), 0, Chains.LOST);
        }
      } else if (TraceOp.releases(op)) {
        HeldStack own = held[at.thread()];
        int position = own.positionOf(at.subject());
        if (position >= 0) {
          own.remove(position);
        }
      }
    }
  }

  private boolean isWanted(HeldStack own, int lock) {
    if (all) {
      return true;
    }
    for (int i = 0; i < own.size(); i++) {
      if (trace.lockOrder().isOnACycle(own.lock(i), lock)) {
        return true;
      }
    }
    return false;
  }

  private int node(Trace.Cursor at, HeldStack own) {
    int node = roots[at.thread()];
    for (int i = 0; i < own.size(); i++) {
      node = chains.child(node, own.lock(i), own.op(i), own.site(i), 0, 0);
    }
    return chains.child(node, at.subject(), at.op(), at.site(), 0, 0);
  }
}
