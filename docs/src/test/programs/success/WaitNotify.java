// Monitors and conditions that are waited on.
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public class WaitNotify {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean ping;
  private boolean pong;
  private int count;

  synchronized void monitorTurn(boolean mine) throws InterruptedException {
    while (ping != mine) {
      wait();
    }
    ping = !mine;
    count++;
    notifyAll();
  }

  void conditionTurn(boolean mine) throws InterruptedException {
    lock.lock();
    try {
      while (pong != mine) {
        changed.await();
      }
      pong = !mine;
      count++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    WaitNotify it = new WaitNotify();
    Thread other =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 200; i++) {
                  it.monitorTurn(true);
                }
                for (int i = 0; i < 200; i++) {
                  it.conditionTurn(true);
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    other.start();
    for (int i = 0; i < 200; i++) {
      it.monitorTurn(false);
    }
    for (int i = 0; i < 200; i++) {
      it.conditionTurn(false);
    }
    other.join();
    System.out.println(it.count);
  }
}
