package io.jlockdep.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An installed JDK. */
record Jdk(int feature, Path home) {

  /** The running JDK and, one for each later version, others that are found on this machine. */
  static List<Jdk> all() throws IOException {
    Map<Integer, Jdk> found = new TreeMap<>();
    Jdk running = running();
    found.put(running.feature(), running);
    for (Path home : candidates()) {
      int feature = featureOf(home);
      if (feature >= 17) {
        found.putIfAbsent(feature, new Jdk(feature, home));
      }
    }
    return List.copyOf(found.values());
  }

  static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  String java() {
    return home.resolve("bin/java").toString();
  }

  private static List<Path> candidates() throws IOException {
    List<Path> homes = new ArrayList<>();
    String given = System.getenv("JLOCKDEP_TEST_JDKS");
    if (given != null) {
      for (String home : given.split(File.pathSeparator)) {
        homes.add(Path.of(home));
      }
    }
    Path usual = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(usual)) {
      try (Stream<Path> entries = Files.list(usual)) {
        entries.sorted().forEach(homes::add);
      }
    }
    return homes;
  }

  private static int featureOf(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
      return 0;
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Runtime.Version.parse(version.startsWith("1.") ? version.substring(2) : version)
        .feature();
  }
}
