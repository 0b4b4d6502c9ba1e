package io.jlockdep.agent;

import io.jlockdep.agent.spec.EventPoint;
import io.jlockdep.agent.spec.LockMethod;
import io.jlockdep.agent.spec.LockType;
import io.jlockdep.agent.spec.Operation;
import io.jlockdep.agent.weave.Registry;
import io.jlockdep.agent.weave.Sites;
import io.jlockdep.runtime.Control;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * Provokes a known acquisition of each primitive after the agent is installed, and says loudly if
 * it was not seen: an agent that silently records nothing is worse than none.
 */
final class SelfCheck {
  private final ProbeLoader loader;
  private final ProbeRegistry registry = new ProbeRegistry();

  /**
   * @param probe the class file of {@link SelfCheckProbe}
   */
  SelfCheck(byte[] probe) {
    loader = new ProbeLoader(probe);
  }

  /** The loader of the probe, all of whose classes must be woven. */
  ClassLoader loader() {
    return loader;
  }

  /** What is told of the probe's weaving; the recording is not. */
  Registry registry() {
    return registry;
  }

  /** Runs all probes in the calling thread; hooks must be enabled. */
  void run() {
    for (String primitive : SelfCheckProbe.primitives()) {
      Control.probing(true);
      String problem;
      try {
        problem = problemOf(primitive);
      } finally {
        Control.probing(false);
      }
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
      return seen == 1
          ? ""
          : "one acquisition was made, " + seen + " were seen" + registry.reasons();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return "the probe did not run: " + e;
    }
  }

  /** Gives the probe's sites no numbers; keeps why it was not woven. */
  private static final class ProbeRegistry implements Registry, Sites {
    private String reasons = "";

    /** The reasons for which something of the probe was not woven, or empty. */
    String reasons() {
      return reasons;
    }

    @Override
    public Sites sites(@Nullable ClassLoader of, String className, byte[] classFile) {
      return this;
    }

    @Override
    public int add(String method, String file, int line, String lockName, String origin) {
      return 0;
    }

    @Override
    public void done() {}

    @Override
    public int lockName(String declaredName) {
      return 0;
    }

    @Override
    public void declareType(String type, String lockName) {}

    @Override
    public int declaration(LockType type, LockMethod method) {
      return 0;
    }

    @Override
    public int operation(Operation operation) {
      return 0;
    }

    @Override
    public int event(EventPoint event) {
      return 0;
    }

    @Override
    public int countedWait(String name) {
      return 0;
    }

    @Override
    public void weaving(boolean begin) {
      Control.weaving(begin);
    }

    @Override
    public void classSeen() {}

    @Override
    public void classWoven() {}

    @Override
    public void classSkipped(String className, String reason) {
      reasons = reasons + "; " + reason;
    }
  }

  /** Knows the probe and the JDK, and is reachable from nowhere else. */
  private static final class ProbeLoader extends ClassLoader {
    private final byte[] probe;

    ProbeLoader(byte[] probe) {
      super("jlockdep-probe", null);
      this.probe = probe;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.equals(SelfCheckProbe.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, probe, 0, probe.length);
    }
  }
}
