package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;

/** A monitor that code which is not woven enters, as native code does, and a wait in it. */
@Expect(
    covers = "monitor: entered by code that is not woven, seen at wait",
    waits = {"object-wait NotWovenMonitor under NotWovenMonitor.outer"},
    edges = {"NotWovenMonitor.outer -> NotWovenMonitor.inner"},
    options = "exclude=io.jlockdep.corpus.success.NotWovenMonitor$Foreign",
    alsoReleases = {8})
public class NotWovenMonitor {
  private final Object outer = new Object();
  private final Object inner = new Object();
  private final CountDownLatch inside = new CountDownLatch(1);
  private boolean told;

  /** Not woven. */
  static class Foreign {
    static void under(Object monitor, Runnable body) {
      synchronized (monitor) {
        body.run();
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    NotWovenMonitor program = new NotWovenMonitor();
    Thread other = new Thread(() -> program.tell());
    other.start();
    synchronized (program.outer) {
      Foreign.under(program, program::waitUntilTold);
    }
    other.join();
    System.out.println(program.told);
  }

  private void waitUntilTold() {
    inside.countDown();
    try {
      while (!told) {
        wait();
      }
      synchronized (inner) {
        System.out.println("told");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void tell() {
    try {
      inside.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    synchronized (this) {
      told = true;
      notifyAll();
    }
  }
}
