package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantLock;

/** A lock that is null fails in the program's own call, also where a lock has been long known. */
@Expect(covers = "a lock that is null")
public class NullLock {
  private static ReentrantLock lock = new ReentrantLock();

  private static String use() {
    try {
      lock.lock();
      lock.unlock();
      return "fine";
    } catch (NullPointerException e) {
      return e.getStackTrace()[0].getMethodName();
    }
  }

  private static String release() {
    try {
      lock.unlock();
      return "released";
    } catch (NullPointerException | IllegalMonitorStateException e) {
      return e.getClass().getSimpleName();
    }
  }

  public static void main(String[] args) {
    for (int i = 0; i < 10_000; i++) {
      use();
    }
    System.out.println(use() + " " + release());
    lock = null;
    System.out.println(use() + " " + release());
  }
}
