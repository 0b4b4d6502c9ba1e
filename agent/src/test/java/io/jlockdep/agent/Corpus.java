package io.jlockdep.agent;

import io.jlockdep.corpus.Expect;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The programs of the corpus: sources, expectations, and class files of several releases. */
final class Corpus {
  private static final Path SOURCES = root().resolve("src/test/java");

  private final Map<String, Path> compiled = new ConcurrentHashMap<>();
  private final Path target;

  Corpus(Path target) {
    this.target = target;
  }

  /** A program with a main method. */
  record Program(Class<?> type) {
    Expect expect() {
      return type.getAnnotation(Expect.class);
    }

    Path source() {
      return SOURCES.resolve(type.getName().replace('.', File.separatorChar) + ".java");
    }

    String packagePrefix() {
      return type.getPackageName() + ".";
    }
  }

  /** The module's folder, in which unit tests run. */
  static Path root() {
    String root = System.getProperty("jlockdep.root");
    return root == null ? Path.of("").toAbsolutePath() : Path.of(root, "agent");
  }

  /** All programs under {@code corpus/fail} and {@code corpus/success}. */
  static List<Program> programs() throws IOException {
    List<Program> programs = new ArrayList<>();
    for (String folder : List.of("fail", "success")) {
      try (Stream<Path> files = Files.list(SOURCES.resolve("io/jlockdep/corpus/" + folder))) {
        for (Path file : files.sorted().toList()) {
          String simple = file.getFileName().toString().replace(".java", "");
          try {
            programs.add(new Program(Class.forName("io.jlockdep.corpus." + folder + "." + simple)));
          } catch (ClassNotFoundException e) {
            throw new AssertionError("the program is not compiled: " + file, e);
          }
        }
      }
    }
    return programs;
  }

  /** The folder with all programs that can be compiled for a release. */
  Path compiledFor(int release, Jdk jdk) {
    Jdk compiler = release <= Runtime.version().feature() ? Jdk.running() : jdk;
    return compiled.computeIfAbsent(
        "release-" + release,
        name -> {
          try {
            return compile(compiler, release, target.resolve(name));
          } catch (IOException e) {
            throw new AssertionError(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
          }
        });
  }

  private static Path compile(Jdk jdk, int release, Path classes)
      throws IOException, InterruptedException {
    Files.createDirectories(classes);
    List<String> command = new ArrayList<>();
    command.add(jdk.home().resolve("bin/javac").toString());
    command.addAll(List.of("--release", Integer.toString(release), "-nowarn", "-g", "-d"));
    command.add(classes.toString());
    command.add(SOURCES.resolve("io/jlockdep/corpus/Expect.java").toString());
    for (Program program : programs()) {
      if (program.expect().minRelease() <= release) {
        command.add(program.source().toString());
      }
    }
    Path log = classes.resolveSibling(classes.getFileName() + ".log");
    Process javac =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (javac.waitFor() != 0) {
      throw new AssertionError("javac --release " + release + ": " + Files.readString(log));
    }
    return classes;
  }
}
