package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.TraceFigures;
import io.jlockdep.verifier.read.ModelReader;
import io.jlockdep.verifier.read.TestRecordings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JlockdepTest {
  private record Result(int exit, String out, String err) {}

  @TempDir static Path recorded;
  @TempDir Path folder;
  private static byte[] inversion;
  private static byte[] clean;
  private static byte[] foreign;
  private Path rec;

  @BeforeAll
  static void record() throws IOException {
    Path file = recorded.resolve("made.jfr");
    TestRecordings.write(
        file, TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
    inversion = Files.readAllBytes(file);
    TestRecordings.write(
        file,
        TestRecordings::dictionary,
        () -> TestRecordings.acquisition(1, 1, 1, 1, ""),
        TestRecordings::exit);
    clean = Files.readAllBytes(file);
    TestRecordings.write(file, TestRecordings::foreign);
    foreign = Files.readAllBytes(file);
  }

  @BeforeEach
  void write() throws IOException {
    rec = Files.write(folder.resolve("run.jfr"), inversion);
  }

  private static Result run(Object... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
      int exit = Jlockdep.run(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
      return new Result(
          exit, newOut.toString(StandardCharsets.UTF_8), newErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static void refused(Result result, String message) {
    assertThat(result.exit()).as(result.toString()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).as(result.err()).hasSize(1);
    assertThat(result.err()).startsWith("jlockdep: ").contains(message);
  }

  @Test
  void findings_end_with_one_and_a_report() {
    Result result = run("verify", rec);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("lock order inversion: Bank.a -> Bank.b -> Bank.a");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void a_clean_recording_ends_with_zero() throws IOException {
    assertThat(run("verify", Files.write(folder.resolve("clean.jfr"), clean)).exit()).isZero();
  }

  @Test
  void json_is_all_that_is_on_standard_output() {
    Result result = run("verify", "--format", "json", rec);
    JsonNode json = JsonMapper.shared().readTree(result.out());
    assertThat(json.get("findings").size()).isEqualTo(1);
    assertThat(json.get("recordings").get(0).get("complete").asBoolean()).isTrue();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void the_same_recording_is_read_once_whatever_it_is_called() {
    Result result =
        run("verify", "--format=json", rec, rec, folder, folder.resolve(".").resolve("run.jfr"));
    JsonNode json = JsonMapper.shared().readTree(result.out());
    assertThat(json.get("recordings").size()).isEqualTo(1);
    assertThat(json.get("findings").get(0).get("witnesses").asInt()).isEqualTo(2);
  }

  @Test
  void fail_on_moves_the_line() throws IOException {
    assertThat(run("verify", "--fail-on", "error", rec).exit()).isEqualTo(1);
    Path spec =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            contracts:
              - name: rule
                forbid: {acquire: com.example.Bank.a, holding: [com.example.Bank.a]}
            """);
    Path one = Files.write(folder.resolve("clean.jfr"), clean);
    assertThat(run("verify", "--spec", spec, "--fail-on=note", one).exit()).isZero();
  }

  @Test
  void contracts_of_a_given_spec_file_are_judged() throws IOException {
    Path spec =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            contracts:
              - name: no-b-under-a
                forbid: {acquire: com.example.Bank.b, holding: [com.example.Bank.a]}
            """);
    assertThat(run("verify", "--spec", spec, rec).out()).contains("forbidden by no-b-under-a");
  }

  @Test
  void out_takes_the_report_and_leaves_nothing_else() throws IOException {
    Path out = folder.resolve("report.json");
    Result result = run("verify", "--format", "json", "--out", out, rec);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(JsonMapper.shared().readTree(Files.readString(out)).has("findings")).isTrue();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("run.jfr", "report.json");
    }
  }

  @Test
  void out_does_not_overwrite_an_input() throws IOException {
    refused(
        run("verify", "--out", folder.resolve(".").resolve("run.jfr"), rec),
        "would overwrite an input");
    assertThat(Files.readAllBytes(rec)).isEqualTo(inversion);
  }

  @Test
  void out_that_cannot_be_written_is_said_before_any_work() {
    refused(run("verify", "--out", folder.resolve("no/such/dir/x"), rec), "there is no folder");
    refused(run("verify", "--out", folder, rec), "names a folder");
  }

  @Test
  void what_is_no_recording_is_refused_in_one_line() throws IOException {
    refused(run("verify", folder.resolve("missing.jfr")), "no such file");
    refused(run("verify", Files.createFile(folder.resolve("empty.jfr"))), "empty file");
    refused(
        run("verify", Files.writeString(folder.resolve("text.jfr"), "this is text, FLR and all")),
        "not a JFR recording");
    refused(
        run("verify", Files.write(folder.resolve("foreign.jfr"), foreign)),
        "without events of jlockdep");
    refused(run("verify", Files.createDirectory(folder.resolve("none"))), "no *.jfr file");
  }

  @Test
  void bad_usage_is_refused_in_one_line() {
    refused(run(), "No command given");
    refused(run("verify"), "Missing required parameter");
    refused(run("verify", "--colour", rec), "Unknown option: '--colour'");
    refused(run("verify", "--format", "xml", rec), "Invalid value for option '--format'");
    refused(
        run("verify", "--fail-on", "panic", rec), "expected one of error, warning, note, never");
    refused(run("verify", "--fail-on", "mood=bad", rec), "expected severity=, grade= or category=");
    refused(run("verify", "--fail-on", "category=style", rec), "expected one of lock-order");
    refused(run("judge", rec), "Unmatched argument");
    refused(run("verify", "--spec", folder.resolve("no.yaml"), rec), "no such spec file");
  }

  @Test
  void help_and_version_are_there_for_every_command() {
    for (List<String> args :
        List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("verify", "--help"),
            List.of("verify", "--version"))) {
      Result result = run(args.toArray());
      assertThat(result.exit()).isZero();
      assertThat(result.out()).contains("jlockdep");
      assertThat(result.err()).isEmpty();
    }
  }

  @Test
  void a_damaged_recording_without_findings_is_not_clean() throws IOException {
    Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(clean, clean.length - 1000));
    Result result = run("verify", cut);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).contains("NOT READ WHOLE");
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("read in part");
  }

  @Test
  void a_damaged_recording_is_told_also_where_prediction_was_left_out() throws Exception {
    Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(clean, clean.length - 1000));
    ModelReader reader = new ModelReader(Optional.empty());
    reader.add(cut);
    Recordings.Read read = new Recordings.Read(reader.model(), List.of(cut), true);
    TraceFigures figures = new TraceFigures(9, 2, 2, 0, 0, 0, 0, 0, 0, false, 1);
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      Judgement judgement = new Judgement(read.model(), List.of(), 0, false, figures);
      assertThat(Reporting.exitCode(read, judgement)).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("nothing was predicted from 1", "no finding to fail on in the rest")
        .contains("read in part", "no finding to fail on in that part");
  }

  @Test
  void a_damaged_recording_with_findings_ends_with_one() throws IOException {
    Path cut =
        Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(inversion, inversion.length - 1000));
    Result result = run("verify", cut);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("NOT READ WHOLE").contains("1 error");
  }

  @Test
  void every_cut_ends_in_a_report_or_in_one_line() throws IOException {
    int step = inversion.length / 60;
    for (int length = 0; length < inversion.length; length += step) {
      Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(inversion, length));
      Result result = run("verify", cut);
      String at = "cut at " + length + ": " + result;
      assertThat(result.exit()).as(at).isBetween(1, 2);
      assertThat(result.err().lines().count()).as(at).isEqualTo(result.exit() == 2 ? 1 : 0);
      assertThat(result.err()).as(at).doesNotContain("internal error");
    }
  }

  @Test
  void one_unusable_recording_among_others_is_told_and_the_others_are_judged() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.jfr"));
    Result result = run("verify", rec, empty);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("empty file");
    Path good = Files.write(folder.resolve("clean.jfr"), clean);
    assertThat(run("verify", good, empty).exit()).isEqualTo(2);
  }
}
