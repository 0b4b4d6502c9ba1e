package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.Arrays;

/** Threads of a subclass, started through an interface and by a method reference. */
@Expect(
    covers = {
      "Thread.start",
      "Thread.join",
      "call by a method reference",
      "class files of release 11"
    },
    starts = {"subclass", "interface", "reference"},
    alsoReleases = {8, 11})
public class ThreadStarts {
  interface Startable {
    void start();
  }

  static class Plain extends Thread {
    Plain(String name) {
      super(name);
    }
  }

  static class Overriding extends Thread implements Startable {
    Overriding(String name) {
      super(name);
    }

    @Override
    public synchronized void start() {
      super.start();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Plain plain = new Plain("subclass");
    plain.start();
    plain.join();
    Overriding overriding = new Overriding("interface");
    ((Startable) overriding).start();
    overriding.join();
    Thread reference = new Thread(() -> {}, "reference");
    Arrays.asList(reference).forEach(Thread::start);
    reference.join();
    System.out.println("done");
  }
}
