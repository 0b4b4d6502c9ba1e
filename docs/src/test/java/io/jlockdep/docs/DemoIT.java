package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
