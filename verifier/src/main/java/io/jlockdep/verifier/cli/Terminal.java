package io.jlockdep.verifier.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at what is written. */
final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether standard error is a terminal. Java has no question for this: {@link System#console} is
   * about standard input and output, and from JDK 22 on there may be one that is no terminal (there
   * {@code Console.isTerminal} tells). So Linux is asked what the file is, and the console
   * elsewhere.
   */
  static boolean isStandardError() {
    return Files.isSymbolicLink(STANDARD_ERROR) ? leadsToOne(STANDARD_ERROR) : isConsoleOne();
  }

  /** Whether a link of Linux to an open file leads to a terminal. */
  static boolean leadsToOne(Path link) {
    try {
      String file = Files.readSymbolicLink(link).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isConsoleOne() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before JDK 22 there was a console only at a terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
