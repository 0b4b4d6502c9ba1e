package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;

/**
 * Two classes whose static initialisers need one another. Each is used first by a thread of its
 * own, so that the threads could meet, each with one class half initialised.
 */
@Expect(
    covers = {"class initialisation", "class files of release 8"},
    edges = {
      "Class<ClassInitAbba$Left>.<clinit> -> Class<ClassInitAbba$Right>.<clinit>",
      "Class<ClassInitAbba$Right>.<clinit> -> Class<ClassInitAbba$Left>.<clinit>"
    },
    alsoReleases = {8})
public class ClassInitAbba {

  static class Left {
    static final int VALUE = Right.size() + 1;

    static int size() {
      return VALUE;
    }
  }

  static class Right {
    static final int VALUE = start();

    private static int start() {
      return new Left().hashCode() == 0 ? 1 : 2;
    }

    static int size() {
      return VALUE;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    inThread(() -> System.out.println(Left.size() > 0));
    inThread(() -> System.out.println(Right.size() > 0));
  }

  private static void inThread(Runnable body) throws InterruptedException {
    Thread thread = new Thread(body);
    thread.start();
    thread.join();
  }
}
