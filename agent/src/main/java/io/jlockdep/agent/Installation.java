package io.jlockdep.agent;

import io.jlockdep.agent.spec.Spec;
import io.jlockdep.agent.weave.Declarations;
import io.jlockdep.agent.weave.Registry;
import io.jlockdep.agent.weave.Replacements;
import io.jlockdep.agent.weave.Scope;
import io.jlockdep.agent.weave.Weaver;
import io.jlockdep.runtime.Control;
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

  Installation(Instrumentation instrumentation, Options options, Spec spec, Path out) {
    this.instrumentation = instrumentation;
    this.options = options;
    this.spec = spec;
    this.out = out;
  }

  /**
   * Installs the agent.
   *
   * @param attached whether the application is running already
   */
  void install(boolean attached)
      throws UsageException, IOException, ReflectiveOperationException, URISyntaxException {
    Replacements replacements = new Bootstrap(instrumentation).define(agentJar());
    new Session(replacements).start(attached);
  }

  private static String agentJar() throws URISyntaxException {
    return Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  /** The part that refers to the runtime, which the JVM may look at only when it is defined. */
  private final class Session {
    private final Replacements replacements;

    Session(Replacements replacements) {
      this.replacements = replacements;
    }

    void start(boolean attached) throws UsageException {
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
      SelfCheck selfCheck = new SelfCheck();
      Weaver weaver =
          new Weaver(
              new Scope(options.include(), options.exclude()),
              replacements,
              new Declarations(spec, registry),
              registry,
              selfCheck.loader(),
              selfCheck.registry());
      instrumentation.addTransformer(weaver, true);
      Control.enable();
      selfCheck.run();
      if (attached) {
        new LoadedClasses(instrumentation, registry).weaveAll(weaver);
      }
    }
  }

  private static String agentVersion() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
