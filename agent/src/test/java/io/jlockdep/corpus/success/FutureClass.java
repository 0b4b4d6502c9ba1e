package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A class file of a release that is not known yet, of which the agent says so, and garbage: what
 * the JVM says of them stays the same.
 */
@Expect(
    covers = "class files that the agent cannot read",
    skipped = {
      "FutureClass$Inside: its class file is for Java 56, which this agent does not know yet",
      "FutureClass$Nothing: what was given is not a class file"
    })
public class FutureClass {

  public static class Inside implements Runnable {
    @Override
    public synchronized void run() {
      System.out.println("inside");
    }
  }

  static class Loader extends ClassLoader {
    void define(String name, byte[] bytes) {
      try {
        defineClass(name, bytes, 0, bytes.length);
        System.out.println("defined");
      } catch (LinkageError e) {
        System.out.println(e.getClass().getSimpleName());
      }
    }
  }

  public static void main(String[] args) throws IOException {
    String file = Inside.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = FutureClass.class.getClassLoader().getResourceAsStream(file)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        bytes.write(b);
      }
    }
    byte[] future = bytes.toByteArray();
    future[7] = 100; // the major version
    new Loader().define(Inside.class.getName(), future);
    new Loader().define(FutureClass.class.getName() + "$Nothing", new byte[] {1, 2, 3});
  }
}
