package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/** Whatever way a synchronized body is left, the lock is held no longer: so there is no edge. */
@Expect(
    covers = "exception out of a synchronized body",
    alsoReleases = {8, 11})
public class ExceptionsLeaveMonitors {
  private final Object a = new Object();
  private final Object b = new Object();

  synchronized int method(int way) {
    if (way == 0) {
      throw new IllegalStateException("method");
    }
    return way;
  }

  static synchronized void staticMethod() {
    int[] none = new int[0];
    none[1] = 2;
  }

  int block(int way) {
    for (int i = 0; i < 3; i++) {
      synchronized (a) {
        switch (way) {
          case 0:
            throw new IllegalStateException("block");
          case 1:
            continue;
          case 2:
            break;
          case 3:
            return i;
          default:
            way--;
        }
      }
      synchronized (b) {
        way++;
      }
    }
    return way;
  }

  int loopInside(int n) {
    synchronized (a) {
      while (n > 0) {
        n -= 3;
      }
      return n;
    }
  }

  void nullMonitor(Object nothing) {
    synchronized (nothing) {
      System.out.println("never");
    }
  }

  public static void main(String[] args) {
    ExceptionsLeaveMonitors program = new ExceptionsLeaveMonitors();
    for (int way = 0; way < 5; way++) {
      try {
        System.out.println("block " + program.block(way));
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage() + " line " + e.getStackTrace()[0].getLineNumber());
      }
    }
    System.out.println("loop " + program.loopInside(100));
    try {
      program.method(0);
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage() + " line " + e.getStackTrace()[0].getLineNumber());
    }
    System.out.println("method " + program.method(1));
    try {
      staticMethod();
    } catch (ArrayIndexOutOfBoundsException e) {
      System.out.println("array line " + e.getStackTrace()[0].getLineNumber());
    }
    try {
      program.nullMonitor(null);
    } catch (NullPointerException e) {
      System.out.println("null line " + e.getStackTrace()[0].getLineNumber());
    }
    System.out.println(
        Thread.holdsLock(program)
            + " "
            + Thread.holdsLock(program.a)
            + " "
            + Thread.holdsLock(ExceptionsLeaveMonitors.class));
    synchronized (program.b) {
      System.out.println("b");
    }
    synchronized (program.a) {
      System.out.println("a");
    }
  }
}
