// A thread returns early and forgets its lock: nobody can ever have it again.
// expect: held-at-exit warning instance | HeldAtThreadEnd.lock
import java.util.concurrent.locks.ReentrantLock;

public class HeldAtThreadEnd {
  static final ReentrantLock lock = new ReentrantLock();

  static void work(boolean early) {
    lock.lock();
    if (early) {
      return;
    }
    lock.unlock();
  }

  public static void main(String[] args) throws Exception {
    Thread worker = new Thread(() -> work(true), "worker");
    worker.start();
    worker.join();
    System.out.println(lock.tryLock());
  }
}
