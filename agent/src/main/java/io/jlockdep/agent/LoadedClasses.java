package io.jlockdep.agent;

import io.jlockdep.agent.weave.Registry;
import io.jlockdep.agent.weave.TaskBodies;
import io.jlockdep.agent.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves the classes that were loaded before the agent came (those of the JDK, and all on dynamic
 * attach), as far as a loaded class can be changed. Code that is running goes on in its old form
 * until it returns.
 */
final class LoadedClasses {
  private final Instrumentation instrumentation;
  private final Registry registry;

  LoadedClasses(Instrumentation instrumentation, Registry registry) {
    this.instrumentation = instrumentation;
    this.registry = registry;
  }

  /** Weaves those classes of the JDK that accept and run tasks. */
  void weaveTasks() {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (TaskBodies.wants(type) && instrumentation.isModifiableClass(type)) {
        classes.add(type);
      }
    }
    TaskBodies.loadEarly(); // those are woven as they are loaded
    retransform(classes);
  }

  /**
   * Weaves the classes of the JDK that the weaver wants, of which every program has loaded some.
   * Those of {@code java.io} follow in the background: retransforming them takes longer than all
   * the others, and their locks are taken by everybody and seldom matter.
   */
  void weaveJdk(Weaver weaver) {
    List<Class<?>> soon = new ArrayList<>();
    List<Class<?>> later = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (weaver.wantsOfJdk(type) && instrumentation.isModifiableClass(type)) {
        (isOfStreams(type) ? later : soon).add(type);
      }
    }
    retransform(soon);
    if (!later.isEmpty()) {
      Thread thread = new Thread(null, new Later(later), "jlockdep weaver", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
  }

  private static boolean isOfStreams(Class<?> type) {
    return type.getName().startsWith("java.io.") || type.getName().startsWith("sun.nio.cs.");
  }

  /** A class of its own, since a lambda would cost start-up time. */
  private final class Later implements Runnable {
    private final List<Class<?>> classes;

    Later(List<Class<?>> classes) {
      this.classes = classes;
    }

    @Override
    public void run() {
      retransform(classes);
    }
  }

  void weaveAll(Weaver weaver) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (weaver.wants(type) && instrumentation.isModifiableClass(type)) {
        classes.add(type);
      }
    }
    retransform(classes);
  }

  /** One batch is much faster than one by one; if the JVM refuses it, halves find the culprits. */
  private void retransform(List<Class<?>> classes) {
    if (classes.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (Exception | LinkageError | InternalError e) {
      if (classes.size() == 1) {
        registry.classSkipped(classes.get(0).getName(), "loaded already and not changeable: " + e);
        return;
      }
      int half = classes.size() / 2;
      retransform(classes.subList(0, half));
      retransform(classes.subList(half, classes.size()));
    }
  }
}
