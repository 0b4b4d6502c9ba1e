// A read lock cannot be upgraded: writeLock().lock() waits for the thread's own read lock.
// hangs
// expect: self-deadlock error occurred | ReadWriteUpgrade.lock
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class ReadWriteUpgrade {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final ReentrantReadWriteLock.ReadLock read = lock.readLock();
  private final ReentrantReadWriteLock.WriteLock write = lock.writeLock();
  private String value;

  String get() {
    read.lock();
    try {
      if (value == null) {
        load();
      }
      return value;
    } finally {
      read.unlock();
    }
  }

  private void load() {
    write.lock();
    try {
      value = "loaded";
    } finally {
      write.unlock();
    }
  }

  public static void main(String[] args) {
    System.out.println("hanging");
    System.out.println(new ReadWriteUpgrade().get());
  }
}
