// Readers take both orders, and a writer of its own takes each lock alone: a writer that queues between two readers closes the circle.
// expect: lock-order warning class | ReadersAndAWriter.a ReadersAndAWriter.b
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class ReadersAndAWriter {
  static final ReentrantReadWriteLock a = new ReentrantReadWriteLock();
  static final ReentrantReadWriteLock b = new ReentrantReadWriteLock();

  static void both(ReentrantReadWriteLock outer, ReentrantReadWriteLock inner) {
    outer.readLock().lock();
    inner.readLock().lock();
    inner.readLock().unlock();
    outer.readLock().unlock();
  }

  static void write(ReentrantReadWriteLock lock) {
    lock.writeLock().lock();
    lock.writeLock().unlock();
  }

  public static void main(String[] args) throws Exception {
    Runnable[] bodies = {
      () -> both(a, b),
      () -> both(b, a),
      () -> {
        write(a);
        write(b);
      }
    };
    for (Runnable body : bodies) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
    System.out.println("done");
  }
}
