package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A run of the command line in this JVM: its exit code and what it printed. */
record CommandLineRun(int exit, String out, String err) {

  static CommandLineRun of(Object... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
      int exit = Jlockdep.run(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
      return new CommandLineRun(
          exit, newOut.toString(StandardCharsets.UTF_8), newErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** It ended with 2, one line on standard error and nothing on standard output. */
  void isRefused(String message) {
    assertThat(exit).as(toString()).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err.lines()).as(err).hasSize(1);
    assertThat(err).startsWith("jlockdep: ").contains(message);
  }
}
