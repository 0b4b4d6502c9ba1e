package io.jlockdep.verifier.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jlockdep attach}: puts the agent into a JVM that runs. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Puts the agent into a JVM that runs already, on this machine and of the same user.",
      "What was loaded before is woven again; what was held before is not known, and a method that",
      "runs at that moment is not followed before it is called again."
    },
    footer = {
      "",
      "Exit code: 0 the agent is in, 2 it is not.",
      "From JDK 21 on the JVM prints a warning unless it has -XX:+EnableDynamicAgentLoading.",
      "",
      "Examples:",
      "  jlockdep attach 4711",
      "  jlockdep attach --out /tmp/app.jfr --level trace 4711"
    })
final class AttachCommand implements Callable<Integer> {
  @Mixin private AgentOptions agent = new AgentOptions();

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = "The recording (default: jlockdep-PID.jfr in this folder).")
  private @Nullable Path out;

  @Parameters(paramLabel = "PID", description = "Process id of the JVM, as jps prints it.")
  private long pid;

  @Override
  public Integer call() throws UsageException {
    Path jar = agent.jar();
    Path file = out == null ? Path.of("jlockdep-" + pid + ".jfr") : out;
    String options = agent.text(file);
    if (!isJvm()) {
      throw refused("is not a JVM that can be seen from here; jps lists them");
    }
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        machine.loadAgent(jar.toString(), options);
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw refused("cannot be attached to: " + e.getMessage());
    } catch (AgentLoadException | AgentInitializationException e) {
      throw refused("did not take the agent: " + e.getMessage());
    }
    System.out.println(
        "The agent is in " + pid + "; it records to " + file.toAbsolutePath().normalize());
    return Jlockdep.CLEAN;
  }

  /** Attaching begins with a signal that would end any other program. */
  private boolean isJvm() {
    String id = Long.toString(pid);
    return VirtualMachine.list().stream().anyMatch(each -> each.id().equals(id))
        || ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(command -> Path.of(command).getFileName())
            .filter(name -> name.toString().startsWith("java"))
            .isPresent();
  }

  private UsageException refused(String why) {
    return new UsageException("process " + pid + " " + why);
  }
}
