package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;

/**
 * A declared count is waited for under a lock that the thread which began it needs before it can
 * end it. Anybody may end a count, so that nothing is certain until no thread moves any more.
 */
@Expect(
    covers = "deadlock by a count declared in the spec file",
    edges = {"CountDeadlock.lock -> CountDeadlock$Inode"},
    spec = {
      "version: 1",
      "waits:",
      "  - name: inode_dio",
      "    type: io.jlockdep.corpus.fail.CountDeadlock$Inode",
      "    begin: [dioBegin]",
      "    end: [dioEnd]",
      "    wait: [dioWait]"
    },
    deadlock = 2,
    options = "on-deadlock=halt",
    exit = 86)
public class CountDeadlock {
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
    CountDeadlock program = new CountDeadlock();
    Thread writer = new Thread(program::write, "writer");
    writer.start();
    program.begun.await();
    System.out.println("hanging");
    synchronized (program.lock) {
      program.locked.countDown();
      program.inode.dioWait();
    }
    System.out.println("never");
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
      inode.dioEnd();
    }
  }
}
