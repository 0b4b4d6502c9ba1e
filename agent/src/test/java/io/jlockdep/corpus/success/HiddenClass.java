package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/**
 * A hidden class, which the JVM shows to no agent: it runs as it was. Its host is seen, it is not,
 * so the other order of the two monitors is missing here.
 */
@Expect(
    covers = "hidden class runs undisturbed",
    edges = {"HiddenClass.b -> HiddenClass.a"},
    minRelease = 17)
public class HiddenClass {
  static final Object a = new Object();
  static final Object b = new Object();

  /** Its class file is the hidden class; it is never loaded itself. */
  static class Task implements Runnable {
    @Override
    public void run() {
      synchronized (a) {
        synchronized (b) {
          System.out.println("hidden " + getClass().isHidden());
        }
      }
    }
  }

  public static void main(String[] args) throws Exception {
    byte[] file = read("HiddenClass$Task.class");
    Class<?> type = MethodHandles.lookup().defineHiddenClass(file, true).lookupClass();
    ((Runnable) type.getDeclaredConstructor().newInstance()).run();
    synchronized (b) {
      synchronized (a) {
        System.out.println("host");
      }
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = HiddenClass.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
