package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.read.TestRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BaselineTest {
  @TempDir Path folder;
  private Path rec;
  private Path baseline;

  @BeforeEach
  void record() throws IOException {
    rec = folder.resolve("run.jfr");
    TestRecordings.write(
        rec, TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
    baseline = folder.resolve("baseline.yaml");
  }

  private String fingerprint() {
    JsonNode json =
        JsonMapper.shared().readTree(CommandLineRun.of("verify", "--format=json", rec).out());
    return json.at("/findings/0/fingerprint").asString();
  }

  private void suppress(String rest) throws IOException {
    Files.writeString(
        baseline,
        "version: 1\nsuppressions:\n- {fingerprint: \"" + fingerprint() + "\"" + rest + "}\n");
  }

  @Test
  void what_was_written_is_not_reported_again() throws IOException {
    CommandLineRun first =
        CommandLineRun.of("verify", "--baseline", baseline, "--update-baseline", rec);
    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(Files.readString(baseline)).contains(fingerprint());
    CommandLineRun second = CommandLineRun.of("verify", "--baseline", baseline, rec);
    assertThat(second.exit()).isZero();
    assertThat(second.out()).contains("0 errors").contains("1 known").doesNotContain("[1]");
    CommandLineRun listed =
        CommandLineRun.of("verify", "--baseline", baseline, "--list-known", rec);
    assertThat(listed.exit()).isZero();
    assertThat(listed.out()).contains("[1] error lock order inversion");
  }

  @Test
  void a_finding_that_got_louder_is_new() throws IOException {
    CommandLineRun.of("verify", "--baseline", baseline, "--update-baseline", rec);
    Files.writeString(
        baseline, Files.readString(baseline).replace("severity: \"error\"", "severity: \"note\""));
    CommandLineRun run = CommandLineRun.of("verify", "--baseline", baseline, rec);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("reported again: the baseline has it as a note");
  }

  @Test
  void a_suppression_keeps_a_finding_back_until_it_expires() throws IOException {
    suppress(", reason: by design, expires: 2999-12-31");
    assertThat(CommandLineRun.of("verify", "--baseline", baseline, rec).exit()).isZero();
    suppress(", reason: by design, expires: 2020-01-01");
    CommandLineRun expired = CommandLineRun.of("verify", "--baseline", baseline, rec);
    assertThat(expired.exit()).isEqualTo(1);
    assertThat(expired.out())
        .contains("its suppression expired after 2020-01-01 (reason: by design)");
    CommandLineRun updated =
        CommandLineRun.of("verify", "--baseline", baseline, "--update-baseline", rec);
    assertThat(updated.exit()).as("an update is no way around an expired one").isEqualTo(1);
    assertThat(Files.readString(baseline)).contains("known: []").contains("2020-01-01");
  }

  @Test
  void what_is_stale_is_said_and_taken_out_by_an_update() throws IOException {
    Files.writeString(
        baseline,
        """
        version: 1
        known:
        - {fingerprint: "0123456789abcdef", category: lock-order, severity: error, title: old one}
        """);
    CommandLineRun run = CommandLineRun.of("verify", "--baseline", baseline, rec);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("stale: 0123456789abcdef old one (lock-order)");
    CommandLineRun.of("verify", "--baseline", baseline, "--update-baseline", rec);
    assertThat(Files.readString(baseline)).doesNotContain("old one").contains(fingerprint());
  }

  @Test
  void a_damaged_recording_does_not_change_a_baseline() throws IOException {
    byte[] whole = Files.readAllBytes(rec);
    Files.write(rec, Arrays.copyOf(whole, whole.length - 1000));
    Files.writeString(baseline, "version: 1\n");
    CommandLineRun.of("verify", "--baseline", baseline, "--update-baseline", rec)
        .isRefused("not updated");
    assertThat(baseline).hasContent("version: 1\n");
  }

  @Test
  void bad_baselines_and_options_are_refused() throws IOException {
    CommandLineRun.of("verify", "--baseline", baseline, rec).isRefused("no such baseline");
    CommandLineRun.of("verify", "--update-baseline", rec).isRefused("needs --baseline");
    Files.writeString(baseline, "version: 1\nsuppressions:\n- {fingerprint: x}\n");
    CommandLineRun.of("verify", "--baseline", baseline, rec).isRefused("baseline.yaml:3: ");
    CommandLineRun.of("verify", "--baseline", rec, "--update-baseline", rec)
        .isRefused("would overwrite an input");
    CommandLineRun.of("verify", "--baseline", baseline, "--out", baseline, rec)
        .isRefused("would overwrite");
    CommandLineRun.of("verify", "--source-root", folder.resolve("none"), rec)
        .isRefused("names no folder");
  }

  @Test
  void fail_on_chooses_by_severity_grade_and_category() {
    assertThat(CommandLineRun.of("verify", "--fail-on", "severity=error", rec).exit()).isOne();
    assertThat(CommandLineRun.of("verify", "--fail-on", "never", rec).exit()).isZero();
    assertThat(CommandLineRun.of("verify", "--fail-on", "grade=instance", rec).exit()).isOne();
    assertThat(CommandLineRun.of("verify", "--fail-on", "grade=occurred", rec).exit()).isZero();
    assertThat(CommandLineRun.of("verify", "--fail-on", "category=lock-order", rec).exit()).isOne();
    assertThat(
            CommandLineRun.of("verify", "--fail-on", "category=deadlock,category=contract", rec)
                .exit())
        .isZero();
    assertThat(
            CommandLineRun.of("verify", "--fail-on=category=lock-order,grade=occurred", rec).exit())
        .isZero();
  }

  @Test
  void several_reports_are_made_in_one_run() throws IOException {
    Path sarif = folder.resolve("r.sarif");
    Path junit = folder.resolve("r.xml");
    CommandLineRun run =
        CommandLineRun.of(
            "verify",
            "--format=github",
            "--report",
            "sarif=" + sarif,
            "--report=junit=" + junit,
            rec);
    assertThat(run.exit()).isOne();
    assertThat(run.out()).startsWith("::error ");
    assertThat(Files.readString(sarif)).contains("\"2.1.0\"");
    assertThat(Files.readString(junit)).contains("<testsuite ");
    CommandLineRun.of("verify", "--report", "sarif=" + junit, "--report=junit=" + junit, rec)
        .isRefused("would overwrite");
    CommandLineRun.of("verify", "--report", "junit=" + rec, rec).isRefused("would overwrite");
    CommandLineRun.of("verify", "--report", "junit", rec).isRefused("expected FORMAT=FILE");
    CommandLineRun.of("verify", "--report", "pdf=x", rec).isRefused("'pdf' is not one of text");
  }
}
