package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database of some thousand classes that nobody here wrote does under the agent what it does
 * without it.
 */
class LibraryIT {
  @TempDir Path dir;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void h2PrintsTheSameUnderTheAgentAndItsClassesAreCounted(Jdk jdk) throws Exception {
    Path h2 =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path classes = dir.resolve("classes");
    Path source = Dist.ROOT.resolve("docs/src/test/programs/library/H2Workload.java");
    Run compiled =
        Run.of(
            dir,
            List.of(
                jdk.javac().toString(),
                "-cp",
                h2.toString(),
                "-d",
                classes.toString(),
                source.toString()));
    assertThat(compiled.exit()).as(compiled.err()).isZero();

    String classPath = classes + File.pathSeparator + h2;
    Run without =
        Run.of(dir, List.of(jdk.java().toString(), "-Xverify:all", "-cp", classPath, "H2Workload"));
    assertThat(without.exit()).as(without.err()).isZero();
    Path recording = dir.resolve("h2.jfr");
    Run with =
        Run.of(
            dir,
            Dist.underAgent(
                jdk, "out=" + recording, "-Xverify:all", "-cp", classPath, "H2Workload"));
    assertThat(with).isEqualTo(without);

    Run verdict =
        Run.of(dir, Dist.verifier(jdk, "verify", "--format", "json", recording.toString()));
    assertThat(verdict.exit()).as(verdict.err()).isIn(0, 1);
    Report report = Report.parse(verdict.out());
    assertThat(report.root().get("coverage").get("classesSeen").asInt()).isGreaterThan(300);
    assertThat(report.root().get("coverage").get("classesWoven").asInt()).isGreaterThan(50);
    assertThat(report.root().get("coverage").get("classesSkipped")).isEmpty();
    assertThat(report.findings())
        .filteredOn(finding -> finding.get("severity").asString().equals("error"))
        .as(verdict.out())
        .isEmpty();
  }
}
