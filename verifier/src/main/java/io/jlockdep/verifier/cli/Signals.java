package io.jlockdep.verifier.cli;

import sun.misc.Signal;

/** Signals that end a program, for a command that runs another one. */
final class Signals {
  private Signals() {}

  /**
   * From now on {@code SIGTERM} and {@code SIGHUP} end the process and not this JVM, and {@code
   * SIGINT}, which a terminal sends to both, is left to the process: this JVM goes on when the
   * process has ended. Windows has no {@code SIGHUP}.
   */
  static void handOnTo(Process process) {
    handle("TERM", process::destroy);
    handle("HUP", process::destroy);
    handle("INT", () -> {});
  }

  private static void handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
    } catch (IllegalArgumentException e) {
      // Not there on this platform, or used by the JVM itself (-Xrs): it stays as it is.
      return;
    }
  }
}
