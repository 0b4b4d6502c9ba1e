package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/** The recording is complete when the program ends itself while it holds locks. */
@Expect(
    covers = "System.exit under locks",
    edges = {"SystemExit.a -> SystemExit.b"},
    exit = 3)
public class SystemExit {
  private static final Object a = new Object();
  private static final Object b = new Object();

  public static void main(String[] args) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
    synchronized (a) {
      synchronized (b) {
        System.out.println("leaving");
        System.exit(3);
      }
    }
  }
}
