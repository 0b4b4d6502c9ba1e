package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.IntList;
import io.jlockdep.verifier.model.LockOrder;
import io.jlockdep.verifier.model.TraceLog;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes the events of a trace in the order in which they happened, and makes of them a log and the
 * chains of acquisitions. Reentrant acquisitions are left out of both.
 */
final class TraceIntake {
  /** What a thread holds, outermost first, and the node of its chain with each. */
  private static final class ThreadState {
    private final int root;
    private final IntList locks = new IntList();
    private final IntList ops = new IntList();
    private final IntList sites = new IntList();
    private final IntList depths = new IntList();
    private final IntList nodes = new IntList();
    private final IntList operations = new IntList();
    private int operation;
    private int requested = -1;
    private int requestSite;

    private ThreadState(int root) {
      this.root = root;
    }

    private int node() {
      return nodes.isEmpty() ? root : nodes.last();
    }

    private int positionOf(int lock) {
      for (int i = locks.size() - 1; i >= 0; i--) {
        if (locks.get(i) == lock) {
          return i;
        }
      }
      return -1;
    }
  }

  private final boolean keepsChains;
  final TraceLog log = new TraceLog();
  final Chains chains = new Chains(500_000);
  final LockOrder lockOrder = new LockOrder();
  private final List<ThreadState> threads = new ArrayList<>();
  private final BitSet signals = new BitSet();
  private final BitSet counted = new BitSet();
  private final IntList holders = new IntList();
  private long acquisitions;

  /**
   * @param keepsChains whether acquisitions are collected by what was held, beside the log
   */
  TraceIntake(boolean keepsChains) {
    this.keepsChains = keepsChains;
  }

  /** Acquisitions so far, without reentrant ones. */
  long acquisitions() {
    return acquisitions;
  }

  /** Locks that a thread released which did not hold them, while another one did. */
  boolean isReleasedElsewhere(int lock) {
    return signals.get(lock);
  }

  void access(int thread, int op, int variable) {
    log.add(thread, op, variable, 0);
  }

  void relation(int thread, int op, int other) {
    log.add(thread, op, other, 0);
  }

  /** The operations that the thread is inside from now on, by number; 0 is none. */
  void operations(int thread, int number) {
    state(thread).operation = number;
  }

  /** Every acquisition of this lock by one thread counts, and another thread may release it. */
  void isCounted(int lock) {
    counted.set(lock);
  }

  /** Another thread releases this lock than the one that took it: it is never held. */
  void isSignal(int lock) {
    counted.set(lock);
    signals.set(lock);
  }

  /** A thread asks for a lock; what becomes of it comes later, or never. */
  void requested(int thread, int lock, int site) {
    ThreadState state = state(thread);
    state.requested = lock;
    state.requestSite = site;
  }

  /**
   * A thread has got a lock.
   *
   * @return whether it is not a reentrant acquisition
   */
  boolean acquired(int thread, int op, int lock, int site, long seq, long time) {
    ThreadState state = state(thread);
    state.requested = -1;
    int position = counted.get(lock) ? -1 : state.positionOf(lock);
    if (position >= 0 && sameMode(state.ops.get(position), op)) {
      state.depths.set(position, state.depths.get(position) + 1);
      return false;
    }
    log.add(thread, op, lock, site);
    acquisitions++;
    order(state, lock);
    int node = Chains.LOST;
    if (keepsChains) {
      node = chains.child(state.node(), lock, op, site, site, state.operation);
      chains.seen(node, seq, time);
    }
    if (signals.get(lock)) {
      return true;
    }
    state.locks.add(lock);
    state.ops.add(op);
    state.sites.add(site);
    state.depths.add(1);
    state.nodes.add(node);
    state.operations.add(state.operation);
    holders(lock, 1);
    return true;
  }

  /**
   * A thread gives a lock up.
   *
   * @return false if it does not hold it
   */
  boolean released(int thread, int op, int lock) {
    ThreadState state = state(thread);
    int position = state.positionOf(lock);
    if (position < 0) {
      if (holders(lock, 0) > 0) {
        signals.set(lock);
        holders(lock, -holders(lock, 0));
        threads.forEach(each -> forget(each, lock));
      }
      log.add(thread, op, lock, 0);
      return false;
    }
    for (int i = position; i >= 0; i--) {
      if (state.locks.get(i) == lock && sameMode(state.ops.get(i), op)) {
        position = i;
        break;
      }
    }
    int left = state.depths.get(position) - 1;
    state.depths.set(position, left);
    if (left == 0) {
      log.add(thread, op, lock, 0);
      holders(lock, -1);
      remove(state, position);
      rebuild(state);
    }
    return true;
  }

  /** All events are in: requests that led to nothing become events. */
  void end(int locks) {
    for (int thread = 0; thread < threads.size(); thread++) {
      ThreadState state = threads.get(thread);
      if (state.requested >= 0) {
        log.add(thread, TraceOp.REQUEST, state.requested, state.requestSite);
        order(state, state.requested);
      }
    }
    lockOrder.close(locks);
  }

  /** It turned out to be no lock: who took it does not hold it. */
  private void forget(ThreadState state, int lock) {
    for (int position = state.positionOf(lock); position >= 0; position = state.positionOf(lock)) {
      remove(state, position);
      rebuild(state);
    }
  }

  private void order(ThreadState state, int lock) {
    for (int i = 0; i < state.locks.size(); i++) {
      if (state.locks.get(i) != lock) {
        lockOrder.add(state.locks.get(i), lock);
      }
    }
  }

  private static boolean sameMode(int op, int other) {
    return other == TraceOp.WAIT || TraceOp.isShared(op) == TraceOp.isShared(other);
  }

  /** Out of order release: the chains of the locks above it are others from now on. */
  private static void remove(ThreadState state, int position) {
    state.locks.remove(position);
    state.ops.remove(position);
    state.sites.remove(position);
    state.depths.remove(position);
    state.operations.remove(position);
    while (state.nodes.size() > position) {
      state.nodes.removeLast();
    }
  }

  private void rebuild(ThreadState state) {
    for (int i = state.nodes.size(); i < state.locks.size(); i++) {
      int site = state.sites.get(i);
      state.nodes.add(
          keepsChains
              ? chains.child(
                  state.node(),
                  state.locks.get(i),
                  state.ops.get(i),
                  site,
                  site,
                  state.operations.get(i))
              : Chains.LOST);
    }
  }

  private int holders(int lock, int change) {
    while (holders.size() <= lock) {
      holders.add(0);
    }
    holders.set(lock, holders.get(lock) + change);
    return holders.get(lock);
  }

  private ThreadState state(int thread) {
    while (threads.size() <= thread) {
      threads.add(new ThreadState(chains.root(threads.size())));
    }
    return threads.get(thread);
  }
}
