// Everything that may be taken twice is taken twice.
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class Reentrant {
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();

  synchronized int recurse(int n) {
    lock.lock();
    rw.writeLock().lock();
    rw.readLock().lock(); // downgrade
    try {
      return n == 0 ? 0 : 1 + recurse(n - 1);
    } finally {
      rw.readLock().unlock();
      rw.writeLock().unlock();
      lock.unlock();
    }
  }

  public static void main(String[] args) {
    System.out.println(new Reentrant().recurse(50));
  }
}
