package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;

/** The recording is complete when the process gets SIGTERM. */
@Expect(
    covers = "SIGTERM",
    edges = {"Terminated.a -> Terminated.b"},
    signal = "term",
    exit = 143)
public class Terminated {
  private static final Object a = new Object();
  private static final Object b = new Object();

  public static void main(String[] args) throws InterruptedException {
    synchronized (a) {
      synchronized (b) {
        System.out.println("ready");
      }
    }
    new CountDownLatch(1).await();
  }
}
