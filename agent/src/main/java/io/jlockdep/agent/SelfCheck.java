package io.jlockdep.agent;

import io.jlockdep.runtime.Control;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;

/**
 * Provokes a known acquisition of each primitive after the agent is installed, and says loudly if
 * it was not seen: an agent that silently records nothing is worse than none.
 */
final class SelfCheck {
  private final ProbeLoader loader = new ProbeLoader();

  /** The loader of the probe, all of whose classes must be woven. */
  ClassLoader loader() {
    return loader;
  }

  /** Runs all probes in the calling thread; hooks must be enabled. */
  void run() {
    for (String primitive : SelfCheckProbe.primitives()) {
      String problem = problemOf(primitive);
      Control.selfCheck(primitive, problem.isEmpty(), problem);
      if (!problem.isEmpty()) {
        Agent.say("self-check failed: " + primitive + ": " + problem);
      }
    }
  }

  private String problemOf(String primitive) {
    try {
      Constructor<?> probe =
          Class.forName(SelfCheckProbe.class.getName(), true, loader).getConstructor(String.class);
      Runnable acquisition = (Runnable) probe.newInstance(primitive);
      long before = Control.acquisitionsSeenByThisThread();
      acquisition.run();
      long seen = Control.acquisitionsSeenByThisThread() - before;
      return seen == 1 ? "" : "one acquisition was made, " + seen + " were seen";
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return "the probe did not run: " + e;
    }
  }

  /** Knows the probe and the JDK, and is reachable from nowhere else. */
  private static final class ProbeLoader extends ClassLoader {
    ProbeLoader() {
      super("jlockdep-probe", null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.equals(SelfCheckProbe.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      String file = SelfCheckProbe.class.getSimpleName() + ".class";
      try (InputStream content = SelfCheckProbe.class.getResourceAsStream(file)) {
        if (content == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = content.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
