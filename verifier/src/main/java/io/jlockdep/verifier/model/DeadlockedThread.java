package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A thread of a deadlock.
 *
 * @param request the lock that it waits for, what it holds, and its stack now
 * @param waitsFor the threads that hold that lock against it, itself included
 */
public record DeadlockedThread(Acquisition request, List<RecordedThread> waitsFor) {
  public DeadlockedThread {
    waitsFor = List.copyOf(waitsFor);
  }

  /** The thread. */
  public RecordedThread thread() {
    return request.thread();
  }

  /** Whether it waits for a lock that it holds itself. */
  public boolean waitsForItself() {
    return waitsFor.contains(thread());
  }
}
