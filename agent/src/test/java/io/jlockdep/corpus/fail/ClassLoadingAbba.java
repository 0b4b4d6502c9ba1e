package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;

/**
 * A class loader that loads under its own lock and takes another one meanwhile, under which others
 * load classes.
 */
@Expect(
    covers = "class loading",
    edges = {
      "ClassLoadingAbba$Plugins -> ClassLoadingAbba.registry",
      "ClassLoadingAbba.registry -> ClassLoadingAbba$Plugins"
    },
    alsoReleases = {8})
public class ClassLoadingAbba {
  static final Object registry = new Object();

  static class Plugins extends ClassLoader {
    Plugins(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (name.startsWith("plugin.")) {
          synchronized (registry) {
            throw new ClassNotFoundException(name);
          }
        }
        return super.loadClass(name, resolve);
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Plugins plugins = new Plugins(ClassLoadingAbba.class.getClassLoader());
    Thread loading = new Thread(() -> load(plugins, "plugin.First"));
    loading.start();
    loading.join();
    Thread registering =
        new Thread(
            () -> {
              synchronized (registry) {
                load(plugins, "plugin.Second");
              }
            });
    registering.start();
    registering.join();
  }

  private static void load(ClassLoader loader, String name) {
    try {
      Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      System.out.println("not found: " + e.getMessage());
    }
  }
}
