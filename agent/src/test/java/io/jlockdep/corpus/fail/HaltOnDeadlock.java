package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** An upgrade that hangs; the agent is asked to end the process. */
@Expect(
    covers = {
      "ReentrantReadWriteLock, upgrade",
      "deadlock of one thread with itself",
      "on-deadlock=halt"
    },
    edges = {"HaltOnDeadlock.lock/s -> HaltOnDeadlock.lock"},
    deadlock = 1,
    options = "on-deadlock=halt",
    exit = 86)
public class HaltOnDeadlock {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  public static void main(String[] args) {
    HaltOnDeadlock program = new HaltOnDeadlock();
    System.out.println("hanging");
    program.lock.readLock().lock();
    program.lock.writeLock().lock();
    System.out.println("never");
  }
}
