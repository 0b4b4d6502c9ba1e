package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;

/** A lock that only the spec file knows, and a monitor, in two orders. */
@Expect(
    covers = {"lock type declared in the spec file", "name: declared in the spec file"},
    edges = {"gate -> DeclaredLockAbba.monitor", "DeclaredLockAbba.monitor -> gate/s"},
    spec = {
      "version: 1",
      "lockTypes:",
      "  - type: io.jlockdep.corpus.fail.DeclaredLockAbba$Gate",
      "    acquire: {enter: exclusive, enterShared: shared}",
      "    try: {tryEnter: exclusive}",
      "    release: {leave: exclusive, leaveShared: shared}",
      "locks:",
      "  - name: gate",
      "    field: io.jlockdep.corpus.fail.DeclaredLockAbba.gate"
    })
public class DeclaredLockAbba {
  private final Gate gate = new Gate();
  private final Object monitor = new Object();

  /** A lock made of a monitor, which must not be seen. */
  static class Gate {
    private int holders;

    synchronized void enter() throws InterruptedException {
      while (holders != 0) {
        wait();
      }
      holders = -1;
    }

    synchronized void enterShared() throws InterruptedException {
      while (holders < 0) {
        wait();
      }
      holders++;
    }

    synchronized boolean tryEnter() {
      if (holders != 0) {
        return false;
      }
      holders = -1;
      return true;
    }

    void leave() {
      synchronized (this) {
        if (holders >= 0) {
          throw new IllegalMonitorStateException("not held");
        }
        holders = 0;
        notifyAll();
      }
    }

    synchronized void leaveShared() {
      holders--;
      notifyAll();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    DeclaredLockAbba program = new DeclaredLockAbba();
    program.gate.enter();
    synchronized (program.monitor) {
      System.out.println("gate first");
    }
    System.out.println("try while held " + program.gate.tryEnter());
    program.gate.leave();
    synchronized (program.monitor) {
      program.gate.enterShared();
      System.out.println("monitor first");
      program.gate.leaveShared();
    }
    System.out.println("try when free " + program.gate.tryEnter());
    program.gate.leave();
    try {
      program.gate.leave();
    } catch (IllegalMonitorStateException e) {
      System.out.println(e.getMessage());
    }
  }
}
