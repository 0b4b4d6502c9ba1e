import java.util.concurrent.CountDownLatch;

/** Waits under a lock for a worker that needs this lock before it is done. */
public class Shutdown {
  static final Object lock = new Object();
  static final CountDownLatch done = new CountDownLatch(1);

  static void work() {
    synchronized (lock) {
      System.out.println("worked");
    }
    done.countDown();
  }

  static void stop() throws InterruptedException {
    synchronized (lock) {
      done.await();
      System.out.println("stopped");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    new Thread(Shutdown::work, "worker").start();
    while (done.getCount() > 0) { // today it stops when the work is over
      Thread.onSpinWait();
    }
    stop();
  }
}
