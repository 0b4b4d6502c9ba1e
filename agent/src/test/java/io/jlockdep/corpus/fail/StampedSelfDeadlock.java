package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.StampedLock;

/** A thread that takes a lock again which is not reentrant; the process is then killed. */
@Expect(
    covers = {"StampedLock, taken again by its holder", "deadlock of one thread with itself"},
    edges = {"StampedSelfDeadlock.lock -> StampedSelfDeadlock.lock"},
    deadlock = 1,
    signal = "kill",
    exit = 137)
public class StampedSelfDeadlock {
  private final StampedLock lock = new StampedLock();

  public static void main(String[] args) {
    StampedSelfDeadlock program = new StampedSelfDeadlock();
    System.out.println("hanging");
    program.lock.writeLock();
    program.lock.writeLock();
    System.out.println("never");
  }
}
