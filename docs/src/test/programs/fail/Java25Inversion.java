// release: 25
// Code before super(), record patterns, virtual threads.
// expect: lock-order warning class | Java25Inversion$Base.lock Java25Inversion$Derived.extra
import java.util.concurrent.locks.ReentrantLock;

public class Java25Inversion {
  record Pair(Object left, Object right) {}

  static class Base {
    final ReentrantLock lock = new ReentrantLock();

    Base(int n) {}
  }

  static class Derived extends Base {
    final Object extra;

    Derived(int n) {
      if (n < 0) {
        throw new IllegalArgumentException();
      }
      extra = new Object();
      super(n);
    }
  }

  public static void main(String[] args) throws Exception {
    Derived it = new Derived(1);
    Thread one =
        Thread.ofVirtual()
            .start(
                () -> {
                  it.lock.lock();
                  try {
                    synchronized (it.extra) {
                      System.out.println("one");
                    }
                  } finally {
                    it.lock.unlock();
                  }
                });
    one.join();
    Object pair = new Pair(it.extra, it.lock);
    Thread two =
        Thread.startVirtualThread(
            () -> {
              if (pair instanceof Pair(Object left, ReentrantLock right)) {
                synchronized (left) {
                  right.lock();
                  right.unlock();
                  System.out.println("two");
                }
              }
            });
    two.join();
  }
}
