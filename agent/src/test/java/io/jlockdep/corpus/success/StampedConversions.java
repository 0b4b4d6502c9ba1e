package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.StampedLock;

/** Stamps that change their mode: what is held afterwards is what they were converted to. */
@Expect(
    covers = {
      "StampedLock.tryOptimisticRead",
      "StampedLock.tryConvertToWriteLock",
      "StampedLock.tryConvertToReadLock",
      "StampedLock.tryConvertToOptimisticRead"
    },
    edges = {
      "StampedConversions.point -> StampedConversions.written",
      "StampedConversions.point/s -> StampedConversions.read"
    },
    alsoReleases = {8})
public class StampedConversions {
  private final StampedLock point = new StampedLock();
  private final Object written = new Object();
  private final Object read = new Object();
  private final Object nothing = new Object();

  public static void main(String[] args) {
    StampedConversions program = new StampedConversions();
    long optimistic = program.point.tryOptimisticRead();
    synchronized (program.nothing) {
      System.out.println(program.point.validate(optimistic));
    }
    long stamp = program.point.tryConvertToWriteLock(optimistic);
    synchronized (program.written) {
      System.out.println(program.point.isWriteLocked());
    }
    stamp = program.point.tryConvertToReadLock(stamp);
    synchronized (program.read) {
      System.out.println(program.point.isReadLocked());
    }
    System.out.println(program.point.tryConvertToOptimisticRead(stamp) != 0);
    synchronized (program.nothing) {
      System.out.println(program.point.isReadLocked());
    }
    System.out.println(program.point.tryConvertToWriteLock(stamp));
    synchronized (program.nothing) {
      System.out.println(program.point.isWriteLocked());
    }
  }
}
