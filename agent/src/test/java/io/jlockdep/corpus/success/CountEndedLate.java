package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;

/**
 * The thread that began a declared count is blocked by the one that waits for it, but a third one,
 * which sleeps for longer than the watchdog is patient, ends it: no deadlock. Only the sleep makes
 * it different from {@code fail/CountDeadlock}. The third one is called like a thread of the JVM.
 */
@Expect(
    covers = "a count that another thread ends late is no deadlock",
    edges = {"CountEndedLate.lock -> CountEndedLate$Inode"},
    spec = {
      "version: 1",
      "waits:",
      "  - name: inode_dio",
      "    type: io.jlockdep.corpus.success.CountEndedLate$Inode",
      "    begin: [dioBegin]",
      "    end: [dioEnd]",
      "    wait: [dioWait]"
    },
    options = "on-deadlock=halt")
public class CountEndedLate {
  /** Milliseconds; the watchdog makes up its mind after some 2,500. */
  private static final int LATE = 4_000;

  private final Object lock = new Object();
  private final Inode inode = new Inode();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch locked = new CountDownLatch(1);

  static class Inode {
    private int active;

    synchronized void dioBegin() {
      active++;
    }

    synchronized void dioEnd() {
      active--;
      notifyAll();
    }

    synchronized void dioWait() throws InterruptedException {
      while (active > 0) {
        wait();
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    CountEndedLate program = new CountEndedLate();
    Thread writer = new Thread(program::write, "writer");
    writer.start();
    program.begun.await();
    Thread ender = new Thread(program::endLate, "Cleaner-1");
    synchronized (program.lock) {
      ender.start();
      program.locked.countDown();
      program.inode.dioWait();
    }
    writer.join();
    ender.join();
    System.out.println("done");
  }

  private void write() {
    inode.dioBegin();
    begun.countDown();
    try {
      locked.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    synchronized (lock) {
      System.out.println("synced");
    }
  }

  private void endLate() {
    try {
      Thread.sleep(LATE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    inode.dioEnd();
  }
}
