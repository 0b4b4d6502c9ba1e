import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/** One small mistake, or none, after the other. */
public class Evidence {
  static final Object orders = new Object();
  static final Object stock = new Object();
  static final Object prices = new Object();
  static final Object gate = new Object();
  static final Object left = new Object();
  static final Object right = new Object();
  static final ReentrantLock kept = new ReentrantLock();
  static final ReentrantLock given = new ReentrantLock();
  static final StampedLock stamped = new StampedLock();
  static Object replaced = new Object();
  static volatile int step;

  static void nest(Object outer, Object inner) {
    synchronized (outer) {
      synchronized (inner) {
        step++;
      }
    }
  }

  /** Nothing but a flag keeps the two threads apart. */
  static void flagBetween() throws InterruptedException {
    int before = step;
    Thread one = new Thread(() -> nest(orders, stock), "one");
    Thread two =
        new Thread(
            () -> {
              while (step == before) {
                Thread.onSpinWait();
              }
              nest(stock, orders);
            },
            "two");
    one.start();
    two.start();
    one.join();
    two.join();
  }

  static void inOneThread(Runnable body) throws InterruptedException {
    Thread thread = new Thread(body, "helper");
    thread.start();
    thread.join();
  }

  static void gated(Object outer, Object inner) {
    synchronized (gate) {
      nest(outer, inner);
    }
  }

  static void again() {
    long first = stamped.writeLock();
    try {
      stamped.tryWriteLock(1, java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stamped.unlockWrite(first);
  }

  static void replace() {
    synchronized (replaced) {
      replaced = new Object();
    }
  }

  static void giveBackTwice() {
    try {
      given.unlock();
    } catch (IllegalMonitorStateException e) {
      System.out.println("given back, but not held");
    }
  }

  static void sleep() {
    synchronized (prices) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    flagBetween();
    inOneThread(() -> nest(prices, stock));
    inOneThread(() -> nest(stock, prices)); // after the join
    inOneThread(() -> gated(left, right));
    inOneThread(() -> gated(right, left));
    inOneThread(kept::lock);
    again();
    replace();
    giveBackTwice();
    sleep();
  }
}
