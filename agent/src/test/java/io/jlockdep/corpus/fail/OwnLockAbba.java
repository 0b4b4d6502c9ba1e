package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Locks of the program's own: a class made of a synchronizer, and a subclass; in two orders. */
@Expect(
    covers = {"own Lock made of an AbstractQueuedSynchronizer", "own subclass of ReentrantLock"},
    edges = {
      "OwnLockAbba.mutex -> OwnLockAbba.named",
      "OwnLockAbba.named -> OwnLockAbba.mutex",
      "OwnLockAbba.mutex -> OwnLockAbba.monitor"
    },
    alsoReleases = {8})
public class OwnLockAbba {
  private final Mutex mutex = new Mutex();
  private final Named named = new Named();
  private final Object monitor = new Object();

  /** As in the synchronizer's documentation. */
  static class Mutex implements Lock {
    private final Sync sync = new Sync();

    static class Sync extends AbstractQueuedSynchronizer {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean tryAcquire(int ignored) {
        if (compareAndSetState(0, 1)) {
          setExclusiveOwnerThread(Thread.currentThread());
          return true;
        }
        return false;
      }

      @Override
      protected boolean tryRelease(int ignored) {
        setExclusiveOwnerThread(null);
        setState(0);
        return true;
      }
    }

    @Override
    public void lock() {
      sync.acquire(1);
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
      sync.acquireInterruptibly(1);
    }

    @Override
    public boolean tryLock() {
      return sync.tryAcquire(1);
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
      return sync.tryAcquireNanos(1, unit.toNanos(time));
    }

    @Override
    public void unlock() {
      sync.release(1);
    }

    @Override
    public Condition newCondition() {
      throw new UnsupportedOperationException("no conditions");
    }
  }

  static class Named extends ReentrantLock {
    private static final long serialVersionUID = 1;
    private int locks;

    @Override
    public void lock() {
      super.lock();
      locks++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    OwnLockAbba program = new OwnLockAbba();
    program.mutex.lock();
    program.named.lock();
    program.named.unlock();
    program.mutex.unlock();
    program.named.lock();
    program.mutex.lockInterruptibly();
    program.mutex.unlock();
    program.named.unlock();
    System.out.println(program.mutex.tryLock(1, TimeUnit.SECONDS));
    synchronized (program.monitor) {
      System.out.println(program.mutex.tryLock());
    }
    program.mutex.unlock();
    System.out.println(program.named.locks);
  }
}
