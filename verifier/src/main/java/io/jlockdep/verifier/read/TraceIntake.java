package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.LockOrder;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.model.TraceLog;
import io.jlockdep.verifier.model.TraceOp;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Takes the events of a trace in the order in which they happened, and makes of them a log and the
 * chains of acquisitions. Reentrant acquisitions are left out of both.
 */
final class TraceIntake {
  /** Where a thread is. */
  private static final class ThreadState {
    private final int root;
    private final HeldStack held = new HeldStack();
    private int operation;
    private int requested = -1;
    private int requestSite;

    private ThreadState(int root) {
      this.root = root;
    }

    /** The node of the chain of what it holds, up to before a position. */
    private int nodeBefore(int position) {
      return position == 0 ? root : held.node(position - 1);
    }
  }

  private final boolean keepsChains;
  final TraceLog log;
  final Chains chains = new Chains(500_000);
  final LockOrder lockOrder = new LockOrder();
  private ThreadState[] threads = new ThreadState[1 << 4];
  private int threadCount;
  private final BitSet signals = new BitSet();
  private final BitSet counted = new BitSet();
  private int[] holders = new int[1 << 6];
  private long acquisitions;

  /**
   * @param keepsChains whether acquisitions are collected by what was held, beside the log
   * @param budget how much of the log stays in memory
   */
  TraceIntake(boolean keepsChains, TraceBudget budget) {
    this.keepsChains = keepsChains;
    this.log = new TraceLog(budget);
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
    HeldStack held = state.held;
    int position = counted.get(lock) ? -1 : held.positionOf(lock);
    if (position >= 0 && sameMode(held.op(position), op)) {
      held.deepen(position, 1);
      return false;
    }
    log.add(thread, op, lock, site);
    acquisitions++;
    order(held, lock);
    int node = Chains.LOST;
    if (keepsChains) {
      node = chains.child(state.nodeBefore(held.size()), lock, op, site, site, state.operation);
      chains.seen(node, seq, time);
    }
    if (!signals.get(lock)) {
      held.push(lock, op, site, state.operation, node);
      holders(lock, 1);
    }
    return true;
  }

  /**
   * A thread gives a lock up.
   *
   * @return false if it does not hold it
   */
  boolean released(int thread, int op, int lock) {
    ThreadState state = state(thread);
    HeldStack held = state.held;
    int position = held.positionOf(lock);
    if (position < 0) {
      if (holders(lock, 0) > 0) {
        signals.set(lock);
        holders(lock, -holders(lock, 0));
        for (int each = 0; each < threadCount; each++) {
          forget(threads[each], lock);
        }
      }
      log.add(thread, op, lock, 0);
      return false;
    }
    for (int i = position; i >= 0; i--) {
      if (held.lock(i) == lock && sameMode(held.op(i), op)) {
        position = i;
        break;
      }
    }
    if (held.deepen(position, -1) == 0) {
      log.add(thread, op, lock, 0);
      holders(lock, -1);
      remove(state, position);
    }
    return true;
  }

  /** All events are in: requests that led to nothing become events. */
  void end(int locks) {
    for (int thread = 0; thread < threadCount; thread++) {
      ThreadState state = threads[thread];
      if (state.requested >= 0) {
        log.add(thread, TraceOp.REQUEST, state.requested, state.requestSite);
        order(state.held, state.requested);
      }
    }
    lockOrder.close(locks);
  }

  /** It turned out to be no lock: who took it does not hold it. */
  private void forget(ThreadState state, int lock) {
    int position;
    while ((position = state.held.positionOf(lock)) >= 0) {
      remove(state, position);
    }
  }

  private void order(HeldStack held, int lock) {
    for (int i = 0; i < held.size(); i++) {
      if (held.lock(i) != lock) {
        lockOrder.add(held.lock(i), lock);
      }
    }
  }

  private static boolean sameMode(int op, int other) {
    return other == TraceOp.WAIT || TraceOp.isShared(op) == TraceOp.isShared(other);
  }

  /** Out of order release: the chains of the locks above it are others from now on. */
  private void remove(ThreadState state, int position) {
    HeldStack held = state.held;
    held.remove(position);
    for (int i = position; keepsChains && i < held.size(); i++) {
      int site = held.site(i);
      held.setNode(
          i,
          chains.child(
              state.nodeBefore(i), held.lock(i), held.op(i), site, site, held.operation(i)));
    }
  }

  private int holders(int lock, int change) {
    if (lock >= holders.length) {
      holders = Arrays.copyOf(holders, Math.max(lock + 1, holders.length * 2));
    }
    return holders[lock] += change;
  }

  private ThreadState state(int thread) {
    if (thread >= threadCount) {
      addUpTo(thread);
    }
    return threads[thread];
  }

  private void addUpTo(int thread) {
    if (thread >= threads.length) {
      threads = Arrays.copyOf(threads, Math.max(thread + 1, threads.length * 2));
    }
    while (threadCount <= thread) {
      threads[threadCount] = new ThreadState(chains.root(threadCount));
      threadCount++;
    }
  }
}
