package io.jlockdep.samplefs.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
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
          FILE + "PathUtilsCleanDirectoryTest",
          FILE + "TempDirectoryTest",
          FILE + "TempFileTest",
          FILE + "OnAnImage$Copy",
          FILE + "OnAnImage$Delete",
          FILE + "OnAnImage$DeleteFile",
          FILE + "OnAnImage$DeleteDirectory",
          FILE + "OnAnImage$Deleting",
          FILE + "OnAnImage$Utils",
          "org.apache.commons.io.channels.FileSeekableByteChannelTest",
          "org.apache.commons.io.build.PathOriginTest");

  /** They ask for a {@code File}, which only a path of the host has. */
  private static final List<String> NEED_A_FILE =
      List.of(
          "Delete.testDeleteDirectory1FileSize0",
          "Delete.testDeleteDirectory1FileSize0ForceOff",
          "Delete.testDeleteDirectory1FileSize0ForceOn",
          "Delete.testDeleteDirectory1FileSize0NoOption",
          "Delete.testDeleteDirectory1FileSize0OverrideReadonly",
          "Delete.testDeleteDirectory1FileSize1",
          "Delete.testDeleteDirectory1FileSize1ForceOff",
          "Delete.testDeleteDirectory1FileSize1ForceOn",
          "Delete.testDeleteDirectory1FileSize1NoOption",
          "Delete.testDeleteDirectory1FileSize1OverrideReadOnly",
          "PathOriginTest.testGetFile",
          "PathOriginTest.testGetPath",
          "PathOriginTest.testGetRandomAccessFile",
          "TempDirectoryTest.testCreateString");

  /**
   * They ask for a zip file by a URI, and zipfs takes the first "!/" for its own, which is ours.
   */
  private static final List<String> NEED_ANOTHER_URI =
      List.of(
          "Copy.testCopyDirectoryForDifferentFilesystemsWithAbsolutePathReverse",
          "Copy.testCopyDirectoryForDifferentFilesystemsWithRelativePath",
          "Copy.testCopyDirectoryForDifferentFilesystemsWithRelativePathReverse");

  @TempDir Path directory;

  @Test
  void commonsIosTestsOfPathsPassOnAnImage() throws Exception {
    unpackResources();
    Files.writeString(directory.resolve("NOTICE.txt"), "a file in the working directory");
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
    assertThat(failed(lines))
        .as("those that cannot pass, and no other\n" + String.join("\n", lines))
        .containsExactlyInAnyOrderElementsOf(leftOut());
    assertThat(lines.stream().filter(line -> line.startsWith("PASSED"))).hasSizeGreaterThan(180);
  }

  private static Set<String> failed(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("FAILED"))
        .map(line -> line.split("\t")[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> leftOut() {
    Set<String> all = new TreeSet<>(NEED_A_FILE);
    all.addAll(NEED_ANOTHER_URI);
    return all;
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
