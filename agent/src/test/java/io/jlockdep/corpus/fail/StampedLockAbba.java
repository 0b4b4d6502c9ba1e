package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.StampedLock;

/** Two StampedLocks in two orders. */
@Expect(
    covers = {"StampedLock.readLock", "StampedLock.writeLock"},
    edges = {"StampedLockAbba.a -> StampedLockAbba.b/s", "StampedLockAbba.b -> StampedLockAbba.a"})
public class StampedLockAbba {
  private final StampedLock a = new StampedLock();
  private final StampedLock b = new StampedLock();

  public static void main(String[] args) throws InterruptedException {
    StampedLockAbba program = new StampedLockAbba();
    Thread first =
        new Thread(
            () -> {
              long outer = program.a.writeLock();
              long inner = program.b.readLock();
              program.b.unlockRead(inner);
              program.a.unlockWrite(outer);
            });
    first.start();
    first.join();
    Thread second =
        new Thread(
            () -> {
              long outer = program.b.writeLock();
              long inner = program.a.writeLock();
              program.a.unlock(inner);
              program.b.unlock(outer);
            });
    second.start();
    second.join();
    System.out.println(program.a.isWriteLocked() || program.b.isWriteLocked());
  }
}
