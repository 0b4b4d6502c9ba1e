// Optimistic reads, conversions and views of a StampedLock, none of them nested.
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

public class StampedModes {
  private final StampedLock lock = new StampedLock();
  private int x;

  int read() {
    long stamp = lock.tryOptimisticRead();
    int value = x;
    return lock.validate(stamp) ? value : -1;
  }

  void bump() {
    long stamp = lock.readLock();
    try {
      long write = lock.tryConvertToWriteLock(stamp);
      if (write == 0) {
        lock.unlockRead(stamp);
        stamp = lock.writeLock();
      } else {
        stamp = write;
      }
      x++;
    } finally {
      lock.unlock(stamp);
    }
  }

  void view() {
    Lock write = lock.asWriteLock();
    write.lock();
    x++;
    write.unlock();
    Lock read = lock.asReadWriteLock().readLock();
    read.lock();
    read.unlock();
  }

  public static void main(String[] args) {
    StampedModes it = new StampedModes();
    for (int i = 0; i < 100; i++) {
      it.bump();
      it.view();
    }
    System.out.println(it.read());
  }
}
