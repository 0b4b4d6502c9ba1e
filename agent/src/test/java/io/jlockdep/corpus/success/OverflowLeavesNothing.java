package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/**
 * The stack is used up inside synchronized code: the same thread then takes a monitor that would
 * depend on all that it were still believed to hold.
 */
@Expect(
    covers = "StackOverflowError inside a synchronized body",
    edges = {
      "OverflowLeavesNothing.before -> OverflowLeavesNothing",
      "OverflowLeavesNothing -> OverflowLeavesNothing.lock",
      "OverflowLeavesNothing.before -> OverflowLeavesNothing.lock",
      "OverflowLeavesNothing.before -> OverflowLeavesNothing.inside"
    },
    jvm = {"-Xss512k"},
    alsoReleases = {8})
public class OverflowLeavesNothing {
  private final Object before = new Object();
  private final Object lock = new Object();
  private final Object inside = new Object();
  private final Object after = new Object();
  private int depth;

  public static void main(String[] args) {
    OverflowLeavesNothing program = new OverflowLeavesNothing();
    for (int i = 0; i < 200; i++) {
      program.round(i);
    }
    synchronized (program.after) {
      System.out.println(Thread.holdsLock(program) || Thread.holdsLock(program.lock));
    }
  }

  private void round(int places) {
    synchronized (before) {
      try {
        shift(places);
      } catch (StackOverflowError e) {
        depth = 0;
      }
      synchronized (inside) {
        depth++;
      }
    }
    synchronized (after) {
      depth++;
    }
  }

  private int shift(int places) {
    return places == 0 ? method() : shift(places - 1) + 1;
  }

  private synchronized int method() {
    depth++;
    synchronized (lock) {
      return method() + 1;
    }
  }
}
