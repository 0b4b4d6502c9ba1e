package io.jlockdep.verifier.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Hands a text to standard output or to a file. */
final class Delivery {
  private Delivery() {}

  /**
   * Delivers.
   *
   * @throws UsageException if it cannot be written
   */
  static void of(OutFile.Text text, Optional<OutFile> outFile) throws UsageException {
    if (outFile.isPresent()) {
      outFile.get().write(text);
      return;
    }
    try {
      Writer stdout =
          new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
      text.writeTo(stdout);
      stdout.flush();
    } catch (IOException e) {
      throw notWritten();
    }
    if (System.out.checkError()) {
      throw notWritten();
    }
  }

  private static UsageException notWritten() {
    return new UsageException("the report could not be written to standard output");
  }
}
