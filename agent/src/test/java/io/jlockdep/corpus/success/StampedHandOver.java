package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.StampedLock;

/** A stamp that one thread takes and another gives back: then neither of them holds anything. */
@Expect(
    covers = "StampedLock, released by another thread",
    edges = {"StampedHandOver.lock -> StampedHandOver.inside"},
    alsoReleases = {8})
public class StampedHandOver {
  private final StampedLock lock = new StampedLock();
  private final Object inside = new Object();
  private final Object after = new Object();

  public static void main(String[] args) throws InterruptedException {
    StampedHandOver program = new StampedHandOver();
    long stamp = program.lock.writeLock();
    synchronized (program.inside) {
      System.out.println("taken");
    }
    Thread other =
        new Thread(
            () -> {
              program.lock.unlockWrite(stamp);
              synchronized (program.after) {
                System.out.println("given back");
              }
            });
    other.start();
    other.join();
    synchronized (program.after) {
      System.out.println(program.lock.isWriteLocked());
    }
  }
}
