// Both orders, by threads that a latch kept one after the other: not an error, at neither level.
// expect: lock-order warning class | OrderedByLatch.a OrderedByLatch.b
import java.util.concurrent.CountDownLatch;

public class OrderedByLatch {
  static final Object a = new Object();
  static final Object b = new Object();
  static final CountDownLatch first = new CountDownLatch(1);

  static void one() {
    synchronized (a) {
      synchronized (b) {
        Thread.onSpinWait();
      }
    }
    first.countDown();
  }

  static void two() {
    try {
      first.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    synchronized (b) {
      synchronized (a) {
        Thread.onSpinWait();
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Thread two = new Thread(OrderedByLatch::two, "two");
    two.start();
    Thread one = new Thread(OrderedByLatch::one, "one");
    one.start();
    one.join();
    two.join();
    System.out.println("done");
  }
}
