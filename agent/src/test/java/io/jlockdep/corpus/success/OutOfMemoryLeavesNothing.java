package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantLock;

/** An allocation fails inside synchronized code: afterwards nothing is held. */
@Expect(
    covers = "OutOfMemoryError inside a synchronized body",
    edges = {"OutOfMemoryLeavesNothing.lock -> OutOfMemoryLeavesNothing.monitor"},
    jvm = {"-Xmx64m"},
    alsoReleases = {8})
public class OutOfMemoryLeavesNothing {
  private final ReentrantLock lock = new ReentrantLock();
  private final Object monitor = new Object();
  private final Object after = new Object();

  public static void main(String[] args) {
    OutOfMemoryLeavesNothing program = new OutOfMemoryLeavesNothing();
    for (int i = 0; i < 3; i++) {
      try {
        System.out.println(program.allocate(1 << 28));
      } catch (OutOfMemoryError e) {
        System.out.println("no memory");
      }
    }
    synchronized (program.after) {
      System.out.println(program.lock.isLocked() || Thread.holdsLock(program.monitor));
    }
  }

  private int allocate(int size) {
    lock.lock();
    try {
      synchronized (monitor) {
        return new long[size].length;
      }
    } finally {
      lock.unlock();
    }
  }
}
