package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CyclicBarrier;

/** Two classes, each being initialised by a thread that needs the other. */
@Expect(
    covers = {"deadlock of class initialisers", "on-deadlock=halt"},
    edges = {
      "Class<ClassInitDeadlock$Left>.<clinit> -> Class<ClassInitDeadlock$Right>.<clinit>",
      "Class<ClassInitDeadlock$Right>.<clinit> -> Class<ClassInitDeadlock$Left>.<clinit>",
      "Class<ClassInitDeadlock$Left>.<clinit> -> Class<ClassInitDeadlock>.<clinit>",
      "Class<ClassInitDeadlock$Right>.<clinit> -> Class<ClassInitDeadlock>.<clinit>"
    },
    deadlock = 2,
    exit = 86,
    options = "on-deadlock=halt")
public class ClassInitDeadlock {
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  static class Left {
    static final int VALUE;

    static {
      meet();
      VALUE = Right.VALUE + 1;
    }
  }

  static class Right {
    static final int VALUE;

    static {
      meet();
      VALUE = Left.VALUE + 1;
    }
  }

  public static void main(String[] args) {
    new Thread(() -> System.out.println(Left.VALUE)).start();
    new Thread(() -> System.out.println(Right.VALUE)).start();
  }

  private static void meet() {
    try {
      BOTH.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
