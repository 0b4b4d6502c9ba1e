package io.jlockdep.agent;

import io.jlockdep.agent.spec.Spec;
import io.jlockdep.agent.weave.Declarations;
import io.jlockdep.agent.weave.Registry;
import io.jlockdep.agent.weave.Replacements;
import io.jlockdep.agent.weave.Scope;
import io.jlockdep.agent.weave.TaskBodies;
import io.jlockdep.agent.weave.Weaver;
import io.jlockdep.runtime.Control;
import io.jlockdep.runtime.HiddenClassHooks;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Brings runtime, recording and weaver up, in the order in which they need one another. */
final class Installation {
  private final Instrumentation instrumentation;
  private final Options options;
  private final Spec spec;
  private final Path out;
  private final long pid;

  Installation(Instrumentation instrumentation, Options options, Spec spec, Path out, long pid) {
    this.instrumentation = instrumentation;
    this.options = options;
    this.spec = spec;
    this.out = out;
    this.pid = pid;
  }

  /**
   * Installs the agent.
   *
   * @param attached whether the application is running already
   */
  void install(boolean attached)
      throws UsageException, IOException, ReflectiveOperationException, URISyntaxException {
    Bootstrap bootstrap = new Bootstrap(instrumentation);
    Replacements replacements = bootstrap.define(agentJar());
    new Session(replacements, bootstrap.probe()).start(attached);
  }

  private static String agentJar() throws URISyntaxException {
    return Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  /** The part that refers to the runtime, which the JVM may look at only when it is defined. */
  private final class Session {
    private final Replacements replacements;
    private final byte[] probe;

    Session(Replacements replacements, byte[] probe) {
      this.replacements = replacements;
      this.probe = probe;
    }

    void start(boolean attached) throws UsageException {
      Control.processId(pid);
      if (options.contention()) {
        Control.measureContention();
      }
      String problem =
          Control.start(
              out.toString(),
              options.trace(),
              options.haltOnDeadlock(),
              options.verbose(),
              spec.file(),
              spec.text(),
              agentVersion(),
              System.getProperty("sun.java.command", ""));
      if (problem != null) {
        throw new UsageException(problem);
      }
      Registry registry = new RuntimeRegistry(options.verbose());
      SelfCheck selfCheck = new SelfCheck(probe);
      Weaver weaver =
          new Weaver(
              new Scope(options.include(), options.exclude()),
              replacements,
              new Declarations(spec, registry),
              registry,
              selfCheck.loader(),
              selfCheck.registry());
      instrumentation.addTransformer(weaver, true);
      HiddenClassHooks.weaveWith(
          (lookup, classFile) -> weaver.hiddenClass(lookup.lookupClass(), classFile));
      instrumentation.addTransformer(new TaskBodies(), true);
      Control.enable();
      selfCheck.run();
      LoadedClasses loaded = new LoadedClasses(instrumentation, registry);
      loaded.weaveTasks();
      loaded.weaveJdk(weaver);
      if (attached) {
        loaded.weaveAll(weaver);
      } else {
        Control.followMain();
      }
    }
  }

  private static String agentVersion() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
