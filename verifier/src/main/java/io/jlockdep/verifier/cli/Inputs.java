package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.read.IoTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The recordings that the command line names. */
final class Inputs {
  private Inputs() {}

  /**
   * The files, each once, in the order given; of a folder all with the ending of the format in and
   * under it, by name.
   *
   * @throws UsageException if an argument names no file
   */
  static List<Path> of(List<Path> arguments, InputFormat format) throws UsageException {
    Map<Path, Path> byRealPath = new LinkedHashMap<>();
    for (Path argument : arguments) {
      for (Path file : filesOf(argument, format)) {
        byRealPath.putIfAbsent(realPath(file), file);
      }
    }
    return List.copyOf(byRealPath.values());
  }

  private static List<Path> filesOf(Path argument, InputFormat format) throws UsageException {
    if (!Files.exists(argument)) {
      throw new UsageException(
          argument + ": no such file; give the recording named by out= of the agent");
    }
    if (!Files.isDirectory(argument)) {
      if (!Files.isRegularFile(argument)) {
        throw new UsageException(argument + ": not a regular file; give a .jfr file or a folder");
      }
      return List.of(argument);
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(argument)) {
      all.filter(path -> path.toString().endsWith(format.ending()))
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(files::add);
    } catch (IOException e) {
      throw unreadable(argument, e);
    } catch (UncheckedIOException e) {
      throw unreadable(argument, Objects.requireNonNull(e.getCause()));
    }
    if (files.isEmpty()) {
      throw new UsageException(argument + ": no *" + format.ending() + " file in this folder");
    }
    return files;
  }

  private static UsageException unreadable(Path folder, IOException trouble) {
    return new UsageException(folder + ": the folder cannot be read: " + IoTrouble.words(trouble));
  }

  /** The one name of a file, whatever links and dots lead to it. */
  static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
