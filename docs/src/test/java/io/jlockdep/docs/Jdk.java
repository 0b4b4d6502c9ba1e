package io.jlockdep.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK on this machine: the one that runs the tests, and those under {@code /usr/lib/jvm} or named
 * in {@code JLOCKDEP_TEST_JDKS}.
 */
record Jdk(int feature, Path home) {

  /**
   * One JDK for each feature release from 17 on, oldest first; the running one is always among
   * them.
   */
  static List<Jdk> all() {
    Map<Integer, Jdk> found = new TreeMap<>();
    Jdk running = new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    found.put(running.feature(), running);
    for (Path home : candidates()) {
      int feature = featureOf(home);
      if (feature >= 17) {
        found.putIfAbsent(feature, new Jdk(feature, home));
      }
    }
    return List.copyOf(found.values());
  }

  Path java() {
    return home.resolve("bin/java");
  }

  Path javac() {
    return home.resolve("bin/javac");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    String named = System.getenv("JLOCKDEP_TEST_JDKS");
    if (named != null) {
      for (String home : named.split(":")) {
        homes.add(Path.of(home));
      }
    }
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> list = Files.list(installed)) {
        list.sorted().forEach(homes::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return homes;
  }

  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isRegularFile(release)) {
      return 0;
    }
    Properties properties = new Properties();
    try (var in = Files.newInputStream(release)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.split("[.+-]")[0]);
  }
}
