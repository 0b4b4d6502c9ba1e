package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.read.TestRecordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, in a JVM of its own. */
class JlockdepIT {
  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  private Result run(String... args) throws Exception {
    return runWith(List.of(), args);
  }

  private Result runWith(List<String> options, String... args) throws Exception {
    Path jar = Path.of(System.getProperty("jlockdep.root"), "verifier", "target", "jlockdep.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int exit = process.waitFor();
    return new Result(
        exit,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void the_jar_judges_a_recording() throws Exception {
    Path rec = folder.resolve("run.jfr");
    TestRecordings.write(
        rec, TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
    Result text = run("verify", rec.toString());
    assertThat(text.exit()).as(text.err()).isEqualTo(1);
    assertThat(text.out()).contains("lock order inversion: Bank.a -> Bank.b -> Bank.a");
    assertThat(text.err()).isEmpty();
    Result json = run("verify", "--format", "json", rec.toString());
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json.out()).startsWith("{").contains("\"schemaVersion\" : 1");
  }

  @Test
  void the_jar_reads_spec_files() throws Exception {
    Path rec = folder.resolve("run.jfr");
    TestRecordings.write(rec, TestRecordings::dictionary, TestRecordings::exit);
    Path spec = Files.writeString(folder.resolve("spec.yaml"), TestRecordings.SPEC);
    assertThat(run("verify", "--spec", spec.toString(), rec.toString()).exit()).isZero();
  }

  @Test
  void the_jar_knows_its_version() throws Exception {
    assertThat(run("--version").out()).startsWith("jlockdep 0.").doesNotContain("not packaged");
  }

  @Test
  void the_jar_refuses_what_is_missing() throws Exception {
    Result result = run("verify", folder.resolve("none.jfr").toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void a_trace_too_large_to_predict_from_is_judged_by_its_lock_order() throws Exception {
    StringBuilder text = new StringBuilder("A|acq(a)|1\nA|acq(b)|2\nA|rel(b)|3\nA|rel(a)|4\n");
    text.append("B|acq(b)|5\nB|acq(a)|6\nB|rel(a)|7\nB|rel(b)|8\n");
    for (int i = 0; i < 700_000; i++) {
      text.append("A|acq(a)|1\nA|rel(a)|4\n"); // 25 MB of sections
    }
    Path trace = Files.writeString(folder.resolve("large.std"), text);
    List<String> small = List.of("-Xmx24m", "-XX:+UseSerialGC");
    Result judged = runWith(small, "verify", "--input-format", "std", trace.toString());
    assertThat(judged.exit()).as(judged.err()).isEqualTo(1);
    assertThat(judged.out())
        .contains("lock order inversion: a -> b -> a", "NOTHING WAS PREDICTED from 1 of the traces")
        .contains("1400008 events, 2 threads");
    Result never =
        runWith(
            small,
            "verify",
            "--input-format",
            "std",
            "--fail-on",
            "severity=never",
            trace.toString());
    assertThat(never.exit()).isEqualTo(2);
    assertThat(never.err()).startsWith("jlockdep: nothing was predicted from 1 of the traces");
    assertThat(never.err()).contains("no finding to fail on in the rest").doesNotContain("read in");
    Result same =
        runWith(small, "diff", "--input-format", "std", trace.toString(), trace.toString());
    assertThat(same.out()).contains("0 new, 0 gone, 1 the same");
    assertThat(same.exit()).isEqualTo(2);
    assertThat(same.err()).startsWith("jlockdep: nothing was predicted from 2 of the traces");
    Path baseline = folder.resolve("baseline.yaml");
    Result update =
        runWith(
            small,
            "verify",
            "--input-format",
            "std",
            "--baseline",
            baseline.toString(),
            "--update-baseline",
            trace.toString());
    assertThat(update.exit()).isEqualTo(2);
    assertThat(update.err()).contains("baseline.yaml: not updated, since prediction needs more");
    assertThat(baseline).doesNotExist();
  }

  /** Both orders of a and b, and so many times some more lines. */
  private Path inversionAnd(String more, int times) throws IOException {
    return Files.writeString(
        folder.resolve("inversion.std"),
        "A|acq(a)|1\nA|acq(b)|2\nA|rel(b)|3\nA|rel(a)|4\n"
            + "B|acq(b)|5\nB|acq(a)|6\nB|rel(a)|7\nB|rel(b)|8\n"
            + more.repeat(times));
  }

  @Test
  void garbage_of_reading_hinders_no_prediction_where_the_jvm_collects_only_by_itself()
      throws Exception {
    Path trace = inversionAnd("A|acq(a)|1\nA|rel(a)|4\n", 700_000);
    Result judged =
        runWith(
            List.of("-Xmx34m", "-XX:+UseSerialGC", "-XX:+DisableExplicitGC"),
            "verify",
            "--input-format",
            "std",
            trace.toString());
    assertThat(judged.out()).as(judged.err()).contains(" 1 predicted deadlocks");
  }

  @Test
  void a_prediction_that_runs_out_of_memory_is_left_out_and_the_rest_is_reported()
      throws Exception {
    Path trace = inversionAnd("B|w(x)|1\nA|r(x)|1\n", 1_000_000);
    Result judged =
        runWith(
            List.of("-Xmx16m", "-XX:+UseSerialGC"),
            "verify",
            "--input-format",
            "std",
            trace.toString());
    assertThat(judged.out())
        .as(judged.err())
        .contains("lock order inversion: a -> b -> a", "NOTHING WAS PREDICTED from 1");
    assertThat(judged.exit()).isOne();
  }
}
