package io.jlockdep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Who waits for whom among stuck threads. A thread is given up only if some member of the remaining
 * set blocks it: a set of which nobody can go on, whatever the threads outside do.
 */
final class WaitGraph {
  private final List<StuckThread> stuck;

  private final boolean quiet;

  /**
   * @param quiet nothing of the program moves
   */
  WaitGraph(List<StuckThread> stuck, boolean quiet) {
    this.stuck = stuck;
    this.quiet = quiet;
  }

  /** The sets of threads that wait for one another in a cycle and can never go on. */
  List<List<StuckThread>> deadlocks() {
    for (StuckThread waiter : stuck) {
      findHolders(waiter);
    }
    for (StuckThread waiter : stuck) {
      EventWaits.findSignallers(waiter, stuck, quiet);
    }
    for (StuckThread waiter : stuck) {
      if (waiter.blockers.isEmpty()) {
        findQueuedWriters(waiter);
      }
    }
    narrow();
    List<List<StuckThread>> found = new ArrayList<>();
    List<StuckThread> done = new ArrayList<>();
    for (StuckThread start : stuck) {
      if (start.suspected && !done.contains(start)) {
        List<StuckThread> members = cycleThrough(start);
        done.addAll(members);
        if (!members.isEmpty()) {
          found.add(members);
        }
      }
    }
    return found;
  }

  private void findHolders(StuckThread waiter) {
    LockInstance instance = waiter.ask.instance;
    int permits = instance != null && instance.kind == LockKind.SEMAPHORE ? instance.permits : 0;
    int held = 0;
    for (StuckThread blocker : stuck) {
      for (Held entry : blocker.entries) {
        if (waiter.isBlockedBy(blocker.held, entry)) {
          held += entry.count;
          if (!waiter.blockers.contains(blocker)) {
            waiter.blockers.add(blocker);
          }
        }
      }
    }
    if (held < permits) {
      waiter.blockers.clear(); // somebody else has a permit and may release it
    }
  }

  /** Readers of a fair or stamped lock that is read already wait behind a writer who waits. */
  private void findQueuedWriters(StuckThread waiter) {
    LockInstance instance = waiter.ask.instance;
    if (waiter.ask.isMonitor
        || instance == null
        || waiter.ask.mode != Acquire.SHARED
        || instance.kind == LockKind.SEMAPHORE) {
      return;
    }
    for (StuckThread other : stuck) {
      if (other != waiter && other.asksFor(waiter.ask) && other.ask.mode == Acquire.EXCLUSIVE) {
        waiter.blockers.add(other);
      }
    }
  }

  private void narrow() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (StuckThread waiter : stuck) {
        if (waiter.suspected && !isBlocked(waiter)) {
          waiter.suspected = false;
          changed = true;
        }
      }
    }
  }

  private static boolean isBlocked(StuckThread waiter) {
    LockInstance instance = waiter.ask.instance;
    boolean all = waiter.needsAll || (instance != null && instance.kind == LockKind.SEMAPHORE);
    for (StuckThread blocker : waiter.blockers) {
      if (blocker.suspected != all) {
        return !all;
      }
    }
    return all && !waiter.blockers.isEmpty();
  }

  /**
   * All that {@code start} waits for and that wait for {@code start}; empty if it is on no cycle.
   */
  private List<StuckThread> cycleThrough(StuckThread start) {
    List<StuckThread> ahead = reach(start);
    List<StuckThread> members = new ArrayList<>();
    if (!ahead.contains(start)) {
      return members;
    }
    for (StuckThread other : ahead) {
      if (reach(other).contains(start)) {
        members.add(other);
      }
    }
    return members;
  }

  /** What can be reached from {@code start} by at least one step. */
  private static List<StuckThread> reach(StuckThread start) {
    List<StuckThread> reached = new ArrayList<>();
    List<StuckThread> work = new ArrayList<>();
    work.add(start);
    while (!work.isEmpty()) {
      StuckThread next = work.remove(work.size() - 1);
      for (StuckThread blocker : next.blockers) {
        if (blocker.suspected && !reached.contains(blocker)) {
          reached.add(blocker);
          work.add(blocker);
        }
      }
    }
    return reached;
  }
}
