import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Syncs a file under a lock and a monitor, for which two threads wait meanwhile. */
public class SyncWithWaiters {
  static final ReentrantLock lock = new ReentrantLock();
  static final Object monitor = new Object();

  static void take() {
    lock.lock();
    lock.unlock();
  }

  static void enter() {
    synchronized (monitor) {
      Thread.onSpinWait();
    }
  }

  static void sync(FileChannel file) throws IOException, InterruptedException {
    lock.lock();
    synchronized (monitor) {
      Thread one = waiter(SyncWithWaiters::take, Thread.State.WAITING);
      Thread two = waiter(SyncWithWaiters::enter, Thread.State.BLOCKED);
      file.force(false);
      System.out.println(one.isAlive() && two.isAlive());
    }
    lock.unlock();
  }

  static Thread waiter(Runnable work, Thread.State state) {
    Thread thread = new Thread(work);
    thread.start();
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
    return thread;
  }

  public static void main(String[] args) throws Exception {
    Path path = Files.createTempFile("sync", ".img");
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      sync(file);
    } finally {
      Files.delete(path);
    }
  }
}
