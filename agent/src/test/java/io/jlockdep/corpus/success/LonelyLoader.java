package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A loader that knows only the JDK and its own: its classes run as they were, and are listed. */
@Expect(
    covers = "loader that does not delegate",
    skipped = {"LonelyLoader$Inside: its class loader does not delegate"})
public class LonelyLoader {

  public static class Inside implements Runnable {
    @Override
    public synchronized void run() {
      System.out.println("inside " + (getClass().getClassLoader().getParent() == null));
    }
  }

  static class Lonely extends ClassLoader {
    Lonely() {
      super(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("java.")) {
        return super.loadClass(name, resolve);
      }
      if (!name.equals(Inside.class.getName())) {
        throw new ClassNotFoundException("not mine: " + name);
      }
      synchronized (this) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (InputStream in = LonelyLoader.class.getClassLoader().getResourceAsStream(file)) {
        for (int b = in.read(); b >= 0; b = in.read()) {
          bytes.write(b);
        }
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
      return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }
  }

  public static void main(String[] args) throws Exception {
    Class<?> type = Class.forName(Inside.class.getName(), true, new Lonely());
    ((Runnable) type.getDeclaredConstructor().newInstance()).run();
  }
}
