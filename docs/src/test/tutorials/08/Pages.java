import java.util.concurrent.atomic.AtomicBoolean;

/** Two locks of a type that nobody knows but this program. */
public class Pages {
  static class SpinLock {
    private final AtomicBoolean taken = new AtomicBoolean();

    void enter() {
      while (!taken.compareAndSet(false, true)) {
        Thread.onSpinWait();
      }
    }

    boolean tryEnter() {
      return taken.compareAndSet(false, true);
    }

    void leave() {
      taken.set(false);
    }
  }

  static final SpinLock table = new SpinLock();
  static final SpinLock page = new SpinLock();
  static volatile boolean found;

  static void find() {
    table.enter();
    page.enter();
    System.out.println("found a page");
    page.leave();
    table.leave();
    found = true;
  }

  static void evict() {
    page.enter();
    table.enter();
    System.out.println("took a page out of the table");
    table.leave();
    page.leave();
  }

  static void evictIfFree() {
    page.enter();
    if (table.tryEnter()) {
      System.out.println("took a page out of the table, which was free");
      table.leave();
    }
    page.leave();
  }

  public static void main(String[] args) {
    Runnable evict = args.length > 0 ? Pages::evictIfFree : Pages::evict;
    new Thread(Pages::find, "find").start();
    while (!found) { // today the eviction begins when the search is over
      Thread.onSpinWait();
    }
    new Thread(evict, "evict").start();
  }
}
