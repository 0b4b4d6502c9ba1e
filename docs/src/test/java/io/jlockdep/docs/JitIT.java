package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Woven methods are still compiled: the JIT gives up on a method whose monitors it cannot match,
 * and such a method stays slow for ever.
 */
class JitIT {
  @TempDir Path dir;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nestedMonitorsAreCompiledByBothCompilers(Jdk jdk) throws Exception {
    List<String> lines =
        output(jdk, "NestedMonitors", "-XX:+PrintCompilation").stream()
            .filter(line -> line.contains("NestedMonitors::"))
            .toList();
    assertThat(lines).anyMatch(line -> line.contains("NestedMonitors::three"));
    assertThat(lines).anyMatch(line -> line.contains("NestedMonitors::inMethod"));
    // "invalid parsing" of C1 and "cannot parse method" of C2 are what unmatched monitors end in
    assertThat(lines).noneMatch(line -> line.contains("COMPILE SKIPPED") && line.contains("pars"));
  }

  /** The locks' own code and the hooks around it are put into the method that locks. */
  @ParameterizedTest
  @MethodSource("jdks")
  void nestedLocksAreInlined(Jdk jdk) throws Exception {
    bothAreInlined(
        jdk,
        "NestedLocks",
        "ReentrantLock$NonfairSync::initialTryLock",
        "ShortWay::asking (",
        "ShortWay::entered");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nestedTriesAreInlined(Jdk jdk) throws Exception {
    bothAreInlined(
        jdk, "NestedTries", "ReentrantLock::tryLock", "ShortWay::trying (", "ShortWay::tried");
  }

  private void bothAreInlined(Jdk jdk, String program, String... methods) throws Exception {
    List<String> lines =
        output(
            jdk,
            program,
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+PrintCompilation",
            "-XX:+PrintInlining");
    assertThat(compilations(lines))
        .anySatisfy(
            inlined -> {
              for (String method : methods) {
                assertThat(count(inlined, method)).as(method).isEqualTo(2);
              }
              assertThat(count(inlined, "ShortWay::released")).isEqualTo(2);
              assertThat(count(inlined, "unlockingLong")).isZero();
            });
  }

  /** What was put into each method that was compiled by C2: consecutive lines. */
  private static List<List<String>> compilations(List<String> lines) {
    List<List<String>> found = new ArrayList<>();
    boolean within = false;
    for (String line : lines) {
      boolean inlining = line.contains(" @ ");
      if (inlining && !within) {
        found.add(new ArrayList<>());
      }
      if (inlining) {
        found.get(found.size() - 1).add(line);
      }
      within = inlining;
    }
    return found;
  }

  private static long count(List<String> inlined, String method) {
    return inlined.stream()
        .filter(line -> line.contains(method) && line.endsWith("inline (hot)"))
        .count();
  }

  private List<String> output(Jdk jdk, String program, String... options) throws Exception {
    Path source = Dist.ROOT.resolve("docs/src/test/programs/jit/" + program + ".java");
    Run compiled =
        Run.of(dir, List.of(jdk.javac().toString(), "-d", dir.toString(), source.toString()));
    assertThat(compiled.exit()).as(compiled.err()).isZero();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-Xbatch", "-cp", dir.toString(), program));
    Run run =
        Run.of(
            dir,
            Dist.underAgent(
                jdk, "out=" + dir.resolve("jit.jfr"), arguments.toArray(new String[0])));
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().lines().toList();
  }
}
