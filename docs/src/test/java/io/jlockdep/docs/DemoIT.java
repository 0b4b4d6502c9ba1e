package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job: the reference filesystem under the agent, its recording judged. */
class DemoIT {
  @TempDir Path dir;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @Test
  void theReadmeCommandEndsInAReportOfBothDeadlocks() throws Exception {
    Run run = Run.of(dir, List.of(Dist.ROOT.resolve("demo").toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("inode_lock taken again inside generic_write_sync")
        .contains("dio_sem")
        .contains("exit code of the verifier: 1 (findings)");
    assertThat(linesOf(run.out())).containsAll(linesOf(reportInTheReadme()));
  }

  /** The indented block of the README that begins with a finding's title. */
  private static String reportInTheReadme() throws IOException {
    String readme = Files.readString(Dist.ROOT.resolve("README.md"));
    int begin = readme.indexOf("    [2] ERROR");
    int end = readme.indexOf("\n\n`./demo FIXED`", begin);
    assertThat(begin).isPositive();
    assertThat(end).isGreaterThan(begin);
    return readme.substring(begin, end);
  }

  /**
   * The lines of a report without what differs from run to run: indentation, times, which of the
   * alike threads it was, elisions.
   */
  private static Set<String> linesOf(String report) {
    return report
        .lines()
        .map(
            line ->
                line.strip()
                    .replaceAll("[0-9]+\\.[0-9]+ s", "T s")
                    .replaceAll("dsync-[0-9]+", "dsync-N"))
        .map(
            line -> line.replaceAll("^\\[[0-9]+\\]", "[N]").replaceAll("^seen [0-9]+ times?, ", ""))
        .filter(line -> !line.isEmpty() && !line.equals("..."))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theEraOf2020DeadlocksInBothPathsAndNothingElseIsReported(Jdk jdk) throws Exception {
    Path recording = dir.resolve("era.jfr");
    Run run = runEra(jdk, "E2020_IOMAP", recording);
    assertThat(run.exit()).as(run.err()).isEqualTo(86);

    Run verdict =
        Run.of(dir, Dist.verifier(jdk, "verify", "--format", "json", recording.toString()));
    assertThat(verdict.exit()).isEqualTo(1);
    Report report = Report.parse(verdict.out());
    assertThat(report.loud()).as(verdict.out()).hasSize(2);
    assertThat(report.loudCanonical())
        .containsExactlyInAnyOrder(
            "self-deadlock error occurred | dio_sem", "self-deadlock error occurred | inode_lock");
    assertThat(report.loud())
        .allSatisfy(
            finding -> {
              assertThat(finding.get("edges").get(0).get("fromStack")).isNotEmpty();
              assertThat(finding.get("edges").get(0).get("toStack").toString())
                  .contains("genericWriteSync");
            });
    assertThat(verdict.out()).contains("inode_lock taken again inside generic_write_sync");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theFixedFormCompletesAndIsClean(Jdk jdk) throws Exception {
    Path recording = dir.resolve("fixed.jfr");
    Run run = runEra(jdk, "FIXED", recording);
    assertThat(run.exit()).as(run.err()).isZero();

    Run verdict =
        Run.of(dir, Dist.verifier(jdk, "verify", "--format", "json", recording.toString()));
    assertThat(Report.parse(verdict.out()).loud()).as(verdict.out()).isEmpty();
    assertThat(verdict.exit()).isZero();
  }

  private Run runEra(Jdk jdk, String era, Path recording) throws Exception {
    Path spec = Dist.ROOT.resolve("sample-fs/src/main/spec/sample-fs.yaml");
    return Run.of(
        dir,
        Dist.underAgent(
            jdk,
            "out=" + recording + ",spec=" + spec + ",on-deadlock=halt",
            "-jar",
            Dist.SAMPLE_FS.toString(),
            "run",
            "--era",
            era,
            "--workload",
            "dsync",
            "--image",
            dir.resolve(era + ".img").toString()));
  }
}
