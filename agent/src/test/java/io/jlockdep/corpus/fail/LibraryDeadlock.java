package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.Vector;
import java.util.concurrent.CyclicBarrier;

/** Two threads hang in monitors that only the JDK's own code, which is not woven, enters. */
@Expect(covers = "deadlock inside the JDK", deadlock = 2, options = "on-deadlock=halt", exit = 86)
public class LibraryDeadlock {
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  public static void main(String[] args) {
    Vector<String> a = new Vector<>();
    Vector<String> b = new Vector<>();
    a.add("a");
    b.add("b");
    new Thread(() -> sizeInside(a, b), "one").start();
    new Thread(() -> sizeInside(b, a), "two").start();
  }

  private static void sizeInside(Vector<String> outer, Vector<String> inner) {
    outer.forEach(
        element -> {
          meet();
          System.out.println(inner.size());
        });
  }

  private static void meet() {
    try {
      BOTH.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
