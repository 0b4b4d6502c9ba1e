package io.jlockdep.agent;

import io.jlockdep.agent.weave.Registry;
import io.jlockdep.agent.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves the classes that were loaded before the agent came (dynamic attach), as far as a loaded
 * class can be changed. Code that is running goes on in its old form until it returns.
 */
final class LoadedClasses {
  private final Instrumentation instrumentation;
  private final Registry registry;

  LoadedClasses(Instrumentation instrumentation, Registry registry) {
    this.instrumentation = instrumentation;
    this.registry = registry;
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
