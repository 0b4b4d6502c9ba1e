// A lock of one's own, built on AbstractQueuedSynchronizer: nothing inside it is seen, so it is the lock. Not reentrant.
// expect: lock-order warning class | OwnLockType.mutex OwnLockType.other
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

public class OwnLockType {
  static class Mutex extends AbstractQueuedSynchronizer implements Lock {
    @Override
    protected boolean tryAcquire(int ignored) {
      return compareAndSetState(0, 1);
    }

    @Override
    protected boolean tryRelease(int ignored) {
      setState(0);
      return true;
    }

    @Override
    public void lock() {
      acquire(1);
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
      acquireInterruptibly(1);
    }

    @Override
    public boolean tryLock() {
      return tryAcquire(1);
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
      return tryAcquireNanos(1, unit.toNanos(time));
    }

    @Override
    public void unlock() {
      release(1);
    }

    @Override
    public Condition newCondition() {
      return new ConditionObject();
    }
  }

  static final Lock mutex = new Mutex();
  static final Object other = new Object();

  public static void main(String[] args) throws Exception {
    Runnable[] bodies = {
      () -> {
        mutex.lock();
        synchronized (other) {
          System.out.println("mutex, other");
        }
        mutex.unlock();
      },
      () -> {
        synchronized (other) {
          mutex.lock();
          System.out.println("other, mutex");
          mutex.unlock();
        }
      }
    };
    for (Runnable body : bodies) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
