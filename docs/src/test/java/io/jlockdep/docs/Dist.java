package io.jlockdep.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged jars under test. */
final class Dist {
  static final Path ROOT = Path.of(System.getProperty("jlockdep.root"));
  static final Path AGENT = jar("agent/target/jlockdep-agent.jar");
  static final Path VERIFIER = jar("verifier/target/jlockdep.jar");
  static final Path SAMPLE_FS = jar("sample-fs/target/sample-fs.jar");

  private Dist() {}

  /** {@code java -javaagent:...=OPTIONS REST...} on {@code jdk}. */
  static List<String> underAgent(Jdk jdk, String options, String... rest) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-javaagent:" + AGENT + "=" + options);
    command.addAll(List.of(rest));
    return command;
  }

  /** {@code java -jar jlockdep.jar ARGS...} on {@code jdk}. */
  static List<String> verifier(Jdk jdk, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-jar", VERIFIER.toString()));
    command.addAll(List.of(args));
    return command;
  }

  private static Path jar(String path) {
    Path jar = ROOT.resolve(path);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("not built: " + jar + "; run ./mvnw package first");
    }
    return jar;
  }
}
