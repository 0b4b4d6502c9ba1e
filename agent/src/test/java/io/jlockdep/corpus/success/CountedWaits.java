package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/** A count that the spec file declares: waited for under a lock that its ender takes first. */
@Expect(
    covers = {"count declared in the spec file", "name: declared in the spec file"},
    edges = {"CountedWaits.lock -> CountedWaits$Inode"},
    spec = {
      "version: 1",
      "waits:",
      "  - name: inode_dio",
      "    type: io.jlockdep.corpus.success.CountedWaits$Inode",
      "    begin: [dioBegin]",
      "    end: [dioEnd]",
      "    wait: [dioWait]"
    },
    waits = {"count inode_dio under CountedWaits.lock"},
    signals = {
      "count-begin inode_dio",
      "count inode_dio after CountedWaits$Inode, CountedWaits.lock",
      "object-wait CountedWaits$Inode after CountedWaits$Inode, CountedWaits.lock"
    })
public class CountedWaits {
  private final Object lock = new Object();
  private final Inode inode = new Inode();

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
    CountedWaits program = new CountedWaits();
    Thread writer = new Thread(program::write, "writer");
    writer.start();
    writer.join();
    program.inode.dioBegin();
    Thread ender = new Thread(program.inode::dioEnd, "ender");
    synchronized (program.lock) {
      ender.start();
      program.inode.dioWait();
    }
    ender.join();
    System.out.println("done");
  }

  private void write() {
    inode.dioBegin();
    synchronized (lock) {
      System.out.println("synced");
    }
    inode.dioEnd();
  }
}
