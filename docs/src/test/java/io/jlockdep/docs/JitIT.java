package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    Path source = Dist.ROOT.resolve("docs/src/test/programs/jit/NestedMonitors.java");
    Run compiled =
        Run.of(dir, List.of(jdk.javac().toString(), "-d", dir.toString(), source.toString()));
    assertThat(compiled.exit()).as(compiled.err()).isZero();
    Run run =
        Run.of(
            dir,
            Dist.underAgent(
                jdk,
                "out=" + dir.resolve("jit.jfr"),
                "-Xbatch",
                "-XX:+PrintCompilation",
                "-cp",
                dir.toString(),
                "NestedMonitors"));
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> lines =
        run.out().lines().filter(line -> line.contains("NestedMonitors::")).toList();
    assertThat(lines).anyMatch(line -> line.contains("NestedMonitors::three"));
    assertThat(lines).anyMatch(line -> line.contains("NestedMonitors::inMethod"));
    // "invalid parsing" of C1 and "cannot parse method" of C2 are what unmatched monitors end in
    assertThat(lines).noneMatch(line -> line.contains("COMPILE SKIPPED") && line.contains("pars"));
  }
}
