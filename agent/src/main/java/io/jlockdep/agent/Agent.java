package io.jlockdep.agent;

import io.jlockdep.agent.spec.Spec;
import io.jlockdep.agent.spec.SpecException;
import io.jlockdep.agent.spec.SpecParser;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry.
 *
 * <p>This class may be loaded twice: by the system loader for the agent, and by any loader of the
 * application that finds the jar on its own path. So it keeps no state, must never refer to {@code
 * io.jlockdep.runtime} (whose classes do not exist before {@link Bootstrap} has defined them), and
 * asks the bootstrap loader whether an agent has been here before.
 */
public final class Agent {
  private static final int EXIT_USAGE = 2;

  private Agent() {}

  /**
   * Called by the JVM before {@code main}. A mistake in the options ends the JVM with exit code 2.
   */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    if (!run(options, instrumentation, false)) {
      System.exit(EXIT_USAGE);
    }
  }

  /** Called by the JVM on dynamic attach. After a mistake the program goes on as it was. */
  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    run(options, instrumentation, true);
  }

  /** Returns false for a mistake of the user's; what goes wrong else is said and survived. */
  private static boolean run(
      @Nullable String optionText, Instrumentation instrumentation, boolean attached) {
    try {
      Options options = Options.parse(optionText == null ? "" : optionText);
      Spec spec = options.spec().isEmpty() ? Spec.none() : SpecParser.read(options.spec());
      if (Bootstrap.isDone()) {
        say("the agent is installed already, the second one does nothing");
        return true;
      }
      long pid = ProcessId.current();
      Path out = OutputFile.resolve(options.out(), pid);
      if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
        say("this JVM has no module jdk.jfr, nothing is recorded (add --add-modules jdk.jfr)");
        return true;
      }
      new Installation(instrumentation, options, spec, out, pid).install(attached);
      return true;
    } catch (UsageException | SpecException e) {
      say(String.valueOf(e.getMessage()));
      return false;
    } catch (Throwable e) {
      say("could not be installed, the program runs without it: " + e);
      return true;
    }
  }

  /** Prints a line for the user. */
  static void say(String line) {
    System.err.println("jlockdep: " + line);
  }
}
