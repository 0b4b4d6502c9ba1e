package io.jlockdep.junit;

import com.sun.tools.attach.VirtualMachine;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** The agent in this JVM; its runtime is in the bootstrap loader. */
final class AgentBridge {
  private static final String CONTROL = "io.jlockdep.runtime.Control";

  private final Class<?> control;

  private AgentBridge(Class<?> control) {
    this.control = control;
  }

  /** The agent, if it is in this JVM and records. */
  static Optional<AgentBridge> find() {
    try {
      AgentBridge bridge = new AgentBridge(Class.forName(CONTROL, true, null));
      return bridge.recording().isEmpty() ? Optional.empty() : Optional.of(bridge);
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Puts the agent into this JVM.
   *
   * @return why that failed, or empty
   */
  static String attach(String jar) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
      try {
        machine.loadAgent(jar);
      } finally {
        machine.detach();
      }
      return "";
    } catch (Exception | NoClassDefFoundError e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The path of the recording. */
  String recording() {
    return (String) call("recording");
  }

  /** Grows with what is recorded. */
  long progress() {
    return (Long) call("progress");
  }

  /** Brings the file up to date. */
  void checkpoint() {
    call("checkpoint");
  }

  /** From now on the calling thread is not the program's, or is again. */
  void aside(boolean begin) {
    call("aside", begin);
  }

  private Object call(String method, Object... arguments) {
    try {
      return arguments.length == 0
          ? result(control.getMethod(method).invoke(null))
          : result(control.getMethod(method, boolean.class).invoke(null, arguments));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "the agent in this JVM is not of this release of jlockdep: " + e, e);
    }
  }

  private static Object result(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? "" : value;
  }
}
