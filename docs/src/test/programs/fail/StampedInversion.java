// StampedLock on one side, a monitor on the other.
// expect: lock-order warning class | StampedInversion.stamped StampedInversion.table
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;

public class StampedInversion {
  private final StampedLock stamped = new StampedLock();
  private final Map<String, String> table = new HashMap<>();

  void put() {
    long stamp = stamped.writeLock();
    try {
      synchronized (table) {
        table.put("a", "b");
      }
    } finally {
      stamped.unlockWrite(stamp);
    }
  }

  void get() {
    synchronized (table) {
      long stamp = stamped.readLock();
      try {
        table.get("a");
      } finally {
        stamped.unlock(stamp);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    StampedInversion it = new StampedInversion();
    inOrder(it::put, it::get);
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
