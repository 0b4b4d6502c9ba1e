package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thousand class loaders whose classes lock in every way and are let go: none stays alive. (The
 * last few may, on a thread's stack.)
 */
@Expect(
    covers = "loaders that are let go",
    edges = {
      "ThousandLoaders$Plugin -> ThousandLoaders$Plugin.lock",
      "ThousandLoaders$Plugin -> ThousandLoaders$Plugin.items",
      "ThousandLoaders$Plugin -> Class<ThousandLoaders$Plugin>",
      "ThousandLoaders$Plugin -> ThousandLoaders$Plugin.map",
      "ThousandLoaders$Plugin.map -> ThousandLoaders$Plugin.lock"
    },
    jvm = "-Xmx96m")
public class ThousandLoaders {
  private static final int LOADERS = 1000;
  private static final int MAY_STAY = 4;

  /** Loaded a thousand times. */
  public static class Plugin implements Runnable {
    private static final ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Vector<Object> items = new Vector<>();

    @Override
    public synchronized void run() {
      lock.lock();
      lock.unlock();
      items.add(this);
      map.computeIfAbsent(
          this,
          key -> {
            lock.lock();
            lock.unlock();
            return key;
          });
      count();
    }

    private static synchronized void count() {
      if (map.isEmpty()) {
        throw new AssertionError();
      }
    }
  }

  static class PluginLoader extends ClassLoader {
    private final byte[] file;

    PluginLoader(byte[] file) {
      super(ThousandLoaders.class.getClassLoader());
      this.file = file;
    }

    Class<?> define() {
      return defineClass(Plugin.class.getName(), file, 0, file.length);
    }
  }

  public static void main(String[] args) throws Exception {
    byte[] file = read();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < LOADERS; i++) {
      loaders.add(use(new PluginLoader(file)));
    }
    // Without a deadline: the test's own time-out says so if loaders stay alive.
    while (alive(loaders) > MAY_STAY) {
      System.gc();
      Thread.yield();
    }
    System.out.println("unloaded");
  }

  private static WeakReference<ClassLoader> use(PluginLoader loader) throws Exception {
    Runnable plugin = (Runnable) loader.define().getDeclaredConstructor().newInstance();
    plugin.run();
    Thread thread = new Thread(plugin);
    thread.start();
    thread.join();
    return new WeakReference<>(loader);
  }

  private static int alive(List<WeakReference<ClassLoader>> loaders) {
    int alive = 0;
    for (WeakReference<ClassLoader> loader : loaders) {
      if (loader.get() != null) {
        alive++;
      }
    }
    return alive;
  }

  private static byte[] read() throws IOException {
    String name = Plugin.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = ThousandLoaders.class.getClassLoader().getResourceAsStream(name)) {
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    }
    return bytes.toByteArray();
  }
}
