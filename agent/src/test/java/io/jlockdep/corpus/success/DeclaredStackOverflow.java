package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/**
 * The stack is used up in and around declared locks and operations, at every distance from its end:
 * afterwards the agent must still watch the thread, and believe it to hold nothing.
 */
@Expect(
    covers = "StackOverflowError around a declared lock",
    edges = {"DeclaredStackOverflow.before -> gate", "gate -> DeclaredStackOverflow.after"},
    jvm = {"-Xss512k"},
    spec = {
      "version: 1",
      "lockTypes:",
      "  - type: io.jlockdep.corpus.success.DeclaredStackOverflow$Gate",
      "    acquire: {enter: exclusive}",
      "    release: {leave: exclusive}",
      "locks:",
      "  - name: gate",
      "    field: io.jlockdep.corpus.success.DeclaredStackOverflow.gate",
      "operations:",
      "  - name: work",
      "    method: io.jlockdep.corpus.success.DeclaredStackOverflow.work"
    })
public class DeclaredStackOverflow {
  private final Gate gate = new Gate();
  private final Object before = new Object();
  private final Object middle = new Object();
  private final Object after = new Object();
  private int depth;

  static class Gate {
    int held;

    void enter() {
      held++;
    }

    void leave() {
      held--;
    }
  }

  public static void main(String[] args) {
    new DeclaredStackOverflow().run();
  }

  private void run() {
    for (int round = 0; round < 400; round++) {
      try {
        shift(round);
      } catch (StackOverflowError e) {
        depth = 0;
      }
      while (gate.held > 0) {
        gate.leave();
      }
    }
    synchronized (middle) {
      depth++;
    }
    synchronized (before) {
      gate.enter();
    }
    synchronized (after) {
      depth++;
    }
    gate.leave();
    System.out.println("held " + gate.held);
  }

  /** Starts the dive from another place of the stack each time. */
  private int shift(int places) {
    return places == 0 ? dive() : shift(places - 1) + 1;
  }

  private int dive() {
    gate.enter();
    gate.leave();
    work();
    return dive() + 1;
  }

  void work() {
    depth++;
  }
}
