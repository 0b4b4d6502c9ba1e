// Each thread writes one lock and reads the other: readers exclude writers, so this can deadlock.
// expect: lock-order warning class | ReadWriteInversion.left ReadWriteInversion.right
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class ReadWriteInversion {
  static final ReadWriteLock left = new ReentrantReadWriteLock();
  static final ReentrantReadWriteLock right = new ReentrantReadWriteLock();

  public static void main(String[] args) throws Exception {
    inOrder(
        () -> {
          left.writeLock().lock();
          right.readLock().lock();
          right.readLock().unlock();
          left.writeLock().unlock();
        },
        () -> {
          right.writeLock().lock();
          left.readLock().lock();
          left.readLock().unlock();
          right.writeLock().unlock();
        });
    System.out.println("done");
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
