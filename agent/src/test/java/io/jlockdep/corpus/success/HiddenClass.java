package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/** A hidden class, which the JVM shows to no agent: it is woven as it is handed over. */
@Expect(
    covers = {"hidden class runs undisturbed", "hidden class, locks in it"},
    edges = {"HiddenClass.a -> HiddenClass.b", "HiddenClass.b -> HiddenClass.a"},
    skipped = {"HiddenClass+hidden: what was given is not a class file"},
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
    Class<?> other =
        MethodHandles.lookup().defineHiddenClassWithClassData(file, "data", false).lookupClass();
    System.out.println("other " + (other != type));
    try {
      MethodHandles.lookup().defineHiddenClass(new byte[] {1, 2, 3}, false);
    } catch (LinkageError e) {
      System.out.println(e.getClass().getSimpleName());
    }
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
