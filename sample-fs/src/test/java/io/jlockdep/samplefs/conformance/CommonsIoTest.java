package io.jlockdep.samplefs.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests of commons-io that work on a directory of JUnit's, with that directory in an image.
 * They look for their resources in the working directory, so they have a JVM of their own.
 */
class CommonsIoTest {
  private static final String FILE = "org.apache.commons.io.file.";
  private static final List<String> CLASSES =
      List.of(
          FILE + "AccumulatorPathVisitorTest",
          FILE + "CleaningPathVisitorTest",
          FILE + "CopyDirectoryVisitorTest",
          FILE + "FilesUncheckTest",
          FILE + "PathUtilsCleanDirectoryTest",
          FILE + "TempDirectoryTest",
          FILE + "TempFileTest",
          FILE + "OnAnImage$Copy",
          FILE + "OnAnImage$Delete",
          FILE + "OnAnImage$DeleteFile",
          FILE + "OnAnImage$DeleteDirectory",
          FILE + "OnAnImage$Deleting",
          FILE + "OnAnImage$Utils");

  /** Tests that fail here, each with the reason, which is none of the filesystem's. */
  private static final Map<String, String> LEFT_OUT = new TreeMap<>(Map.of());

  @TempDir Path directory;

  @Test
  void commonsIosTestsOfPathsPassOnAnImage() throws Exception {
    unpackResources();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                CommonsIoOnAnImage.class.getName()));
    command.addAll(CLASSES);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    List<String> lines = Files.readAllLines(output);
    assertThat(exit).as(String.join("\n", lines)).isZero();
    assertThat(failures(lines)).isEmpty();
    assertThat(lines.stream().filter(line -> line.startsWith("PASSED"))).hasSizeGreaterThan(150);
  }

  private static List<String> failures(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("FAILED"))
        .filter(line -> !LEFT_OUT.containsKey(line.split("\t")[1]))
        .toList();
  }

  /** What lies beside the classes in the jar of the tests. */
  private void unpackResources() throws Exception {
    Path jar =
        Path.of(
            Class.forName(FILE + "CountersTest")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Path resources = directory.resolve("src/test/resources");
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (entry.isDirectory() || entry.getName().endsWith(".class")) {
          continue;
        }
        Path target = resources.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        try (InputStream in = file.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
    }
  }
}
