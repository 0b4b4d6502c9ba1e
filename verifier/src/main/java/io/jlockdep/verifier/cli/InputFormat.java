package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.read.CannotReadException;
import io.jlockdep.verifier.read.ModelReader;
import java.nio.file.Path;

/** The values of {@code --input-format}; lower case because picocli shows them as they are. */
enum InputFormat {
  jfr {
    @Override
    void add(ModelReader reader, Path file, boolean alone) throws CannotReadException {
      reader.add(file);
    }
  },
  std {
    @Override
    void add(ModelReader reader, Path file, boolean alone) throws CannotReadException {
      reader.addStd(file, alone);
    }
  };

  /** Adds what the file says; {@code alone} if there is no other. */
  abstract void add(ModelReader reader, Path file, boolean alone) throws CannotReadException;

  /** How the names of such files end, in a folder. */
  String ending() {
    return "." + name();
  }
}
