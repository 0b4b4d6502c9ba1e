package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/**
 * The stack is used up inside synchronized code, again and again, also by compiled code: the
 * program must neither hang in a handler nor keep a monitor.
 */
@Expect(
    covers = "StackOverflowError inside a synchronized body",
    jvm = {"-Xss512k"},
    alsoReleases = {8})
public class StackOverflow {
  private final Object lock = new Object();
  private int depth;

  synchronized int method() {
    depth++;
    return method() + 1;
  }

  int block() {
    synchronized (lock) {
      depth++;
      return block() + 1;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    StackOverflow program = new StackOverflow();
    for (int i = 0; i < 30; i++) {
      try {
        program.method();
      } catch (StackOverflowError e) {
        program.depth = 0;
      }
      try {
        program.block();
      } catch (StackOverflowError e) {
        program.depth = 0;
      }
    }
    System.out.println(Thread.holdsLock(program) + " " + Thread.holdsLock(program.lock));
    Thread other =
        new Thread(
            () -> {
              synchronized (program) {
                program.depth = 1;
              }
              synchronized (program.lock) {
                program.depth++;
              }
            });
    other.start();
    other.join();
    System.out.println("other thread got in " + program.depth);
  }
}
