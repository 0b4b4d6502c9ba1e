package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.check.predict.Replay.Hold;
import io.jlockdep.verifier.check.predict.Replay.Stuck;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The locks in one run that is being replayed: who holds them, and who asks for which at its end.
 */
final class ReplayedRun {
  private static final int FREE = -1;

  private final Trace trace;
  private final Prediction claim;
  private final int[] counts;
  private final int[] owner;
  private final int[] readers;
  private final int[] missed;
  private final int[] missedByWaiter;
  private final List<List<Hold>> held = new ArrayList<>();
  private final Hold[] asks;
  private final boolean[] isAsked;
  private int toAsk;
  private boolean failed;

  ReplayedRun(Trace trace, Prediction claim) {
    this.trace = trace;
    this.claim = claim;
    counts = claim.counts();
    owner = new int[trace.locks().size()];
    Arrays.fill(owner, FREE);
    readers = new int[trace.locks().size()];
    missed = new int[trace.locks().size()];
    missedByWaiter = new int[counts.length];
    asks = new Hold[counts.length];
    isAsked = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      held.add(new ArrayList<>(2));
    }
    for (int thread : claim.threads()) {
      isAsked[thread] = true;
    }
    toAsk = claim.threads().length;
  }

  /** Whether event {@code number} of {@code thread} is in the run. */
  boolean has(int thread, int number) {
    return number < counts[thread];
  }

  void fail() {
    failed = true;
  }

  /** Whether there is nothing left to see, after so many events of each thread. */
  boolean isOver(int[] passed) {
    if (toAsk > 0) {
      return failed;
    }
    for (int thread = 0; thread < counts.length; thread++) {
      if (passed[thread] < counts[thread]) {
        return failed;
      }
    }
    return true;
  }

  /** Whether it is the first event of an asking thread that is not in the run. */
  boolean isNext(int thread, int number) {
    return number == counts[thread] && isAsked[thread];
  }

  /**
   * The next event of a thread: it may be the one in which it hangs.
   *
   * @param hold what it asks for, if it asks for a lock
   */
  void ask(int thread, @Nullable Hold hold) {
    toAsk--;
    if (hold != null && TraceOp.blocks(hold.op())) {
      asks[thread] = hold;
    }
  }

  /** A release that is in the recording and not in the run. */
  void missRelease(int lock) {
    missed[lock]++;
  }

  /** Where the threads hang; empty if they do not, or if a step could not be made. */
  Optional<List<Stuck>> end() {
    if (failed) {
      return Optional.empty();
    }
    List<Stuck> all = new ArrayList<>();
    int[] threads = claim.threads();
    for (int i = 0; i < threads.length; i++) {
      Hold request = asks[threads[i]];
      int next = threads[(i + 1) % threads.length];
      if (request == null
          || next == threads[i]
          || !trace.locks().get(request.lock()).excludes()
          || holdsAgainst(threads[i], request)
          || !holdsAgainst(next, request)) {
        return Optional.empty();
      }
      all.add(new Stuck(threads[i], List.copyOf(held.get(threads[i])), request));
    }
    return Optional.of(all);
  }

  /** Makes a step that gives up a lock or follows on it. */
  void step(int thread, int lock, int op) {
    switch (op) {
      case TraceOp.RELEASE, TraceOp.RELEASE_SHARED -> release(thread, lock, op);
      case TraceOp.WAIT -> {
        release(thread, lock, op);
        missedByWaiter[thread] = missed[lock];
      }
      case TraceOp.WOKEN -> failed |= missed[lock] != missedByWaiter[thread];
      default -> {
        // a request that led to nothing says only what comes next
      }
    }
  }

  /** Makes a step that takes a lock. */
  void take(int thread, Hold wanted) {
    int lock = wanted.lock();
    if (!trace.locks().get(lock).excludes()) {
      failed |= missed[lock] != 0;
      return;
    }
    failed |= owner[lock] != FREE && owner[lock] != thread;
    if (wanted.shared()) {
      readers[lock]++;
    } else {
      failed |= readers[lock] > ownReads(thread, lock);
      owner[lock] = thread;
    }
    held.get(thread).add(wanted);
  }

  private int ownReads(int thread, int lock) {
    int reads = 0;
    for (Hold each : held.get(thread)) {
      reads += each.lock() == lock && each.shared() ? 1 : 0;
    }
    return reads;
  }

  private boolean holdsAgainst(int thread, Hold wanted) {
    List<Hold> own = held.get(thread);
    for (int i = 0; i < own.size(); i++) {
      Hold each = own.get(i);
      if (each.lock() == wanted.lock() && !(each.shared() && wanted.shared())) {
        return true;
      }
    }
    return false;
  }

  private void release(int thread, int lock, int op) {
    List<Hold> own = held.get(thread);
    int found = -1;
    for (int i = own.size() - 1; i >= 0; i--) {
      if (own.get(i).lock() == lock) {
        boolean sameMode = own.get(i).shared() == TraceOp.isShared(op);
        if (sameMode || found < 0) {
          found = i;
        }
        if (sameMode) {
          break;
        }
      }
    }
    if (found >= 0) {
      if (own.remove(found).shared()) {
        readers[lock]--;
      } else {
        owner[lock] = FREE;
      }
    }
  }
}
