// A lock is made and taken under another one, before anybody else can know it; later the two are taken the other way round.
// The lock's own class hands its calls on to a ReentrantLock, as Lucene's writers do.
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public class NewLockUnderLock {
  static class Writer implements Lock {
    private final ReentrantLock lock = new ReentrantLock();
    int written;

    @Override
    public void lock() {
      lock.lock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
      lock.lockInterruptibly();
    }

    @Override
    public boolean tryLock() {
      return lock.tryLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
      return lock.tryLock(time, unit);
    }

    @Override
    public void unlock() {
      lock.unlock();
    }

    @Override
    public Condition newCondition() {
      return lock.newCondition();
    }
  }

  static class Pool {
    private final ArrayDeque<Writer> idle = new ArrayDeque<>();
    private int made;

    synchronized Writer take() {
      Writer writer = idle.poll();
      if (writer == null) {
        made++;
        writer = new Writer();
        writer.lock();
      } else if (!writer.tryLock()) {
        throw new IllegalStateException("busy");
      }
      return writer;
    }

    synchronized void give(Writer writer) {
      idle.add(writer);
      writer.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    Pool pool = new Pool();
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int k = 0; k < 50; k++) {
                  Writer writer = pool.take();
                  writer.written++;
                  pool.give(writer); // takes the pool with the writer locked
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int written = 0;
    for (Writer writer : pool.idle) {
      written += writer.written;
    }
    System.out.println(written);
  }
}
