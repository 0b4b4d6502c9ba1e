package io.jlockdep.verifier.cli;

import java.io.PrintStream;

/**
 * Keeps a {@link ProgressLine} on standard error while the command works, if that is a terminal. A
 * thread of its own writes it, so that work that reports nothing shows too.
 */
final class Progress implements AutoCloseable {
  private static final long PERIOD_MILLIS = 250;

  private final ProgressLine line = new ProgressLine(System::nanoTime);
  private final PrintStream terminal;
  private final Thread writer = new Thread(this::write, "jlockdep-progress");
  private boolean closed;

  private Progress(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Begins. */
  static Progress start() {
    Progress progress = new Progress(System.err);
    if (Terminal.isStandardError()) {
      progress.writer.setDaemon(true);
      progress.writer.start();
    }
    return progress;
  }

  ProgressLine line() {
    return line;
  }

  /** Writes a message to standard error, in place of the line. */
  synchronized void say(String message) {
    terminal.print(line.clear());
    terminal.println(message);
  }

  /** Removes the line; there will be none any more. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      terminal.print(line.clear());
      terminal.flush();
      notifyAll();
    }
  }

  private synchronized void write() {
    try {
      while (!closed) {
        terminal.print(line.next());
        terminal.flush();
        wait(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
