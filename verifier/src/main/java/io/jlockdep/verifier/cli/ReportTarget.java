package io.jlockdep.verifier.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** A value of {@code --report}: {@code sarif=target/jlockdep.sarif}. */
record ReportTarget(Format format, Path file) {

  /** Reads {@code FORMAT=FILE}. */
  static final class Converter implements CommandLine.ITypeConverter<ReportTarget> {
    @Override
    public ReportTarget convert(String text) {
      int equals = text.indexOf('=');
      if (equals <= 0 || equals == text.length() - 1) {
        throw new CommandLine.TypeConversionException(
            "expected FORMAT=FILE but was '" + text + "'");
      }
      String name = text.substring(0, equals);
      Optional<Format> format =
          Arrays.stream(Format.values()).filter(each -> each.name().equals(name)).findFirst();
      if (format.isEmpty()) {
        throw new CommandLine.TypeConversionException(
            "format '%s' is not one of %s"
                .formatted(
                    name,
                    Arrays.stream(Format.values())
                        .map(Format::name)
                        .collect(Collectors.joining(", "))));
      }
      try {
        return new ReportTarget(format.get(), Path.of(text.substring(equals + 1)));
      } catch (InvalidPathException e) {
        throw new CommandLine.TypeConversionException("'" + text + "' has no path");
      }
    }
  }
}
