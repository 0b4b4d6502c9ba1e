package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jlockdep.verifier.read.RecordedRun;
import io.jlockdep.verifier.read.TestRecordings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Traces, from the file to the report, as recordings and in the exchange format. */
class TraceCommandTest {
  private record Result(int exit, String out, String err) {}

  private static final String INVERSION =
      """
      T1|acq(a)|A.java:1
      T1|acq(b)|A.java:2
      T1|rel(b)|-
      T1|rel(a)|-
      T2|acq(b)|B.java:1
      T2|acq(a)|B.java:2
      T2|rel(a)|-
      T2|rel(b)|-
      """;

  @TempDir Path folder;

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

  private Path recording(RecordedRun run) throws IOException {
    Path file = folder.resolve("run.jfr");
    TestRecordings.write(file, run::commit);
    return file;
  }

  private static RecordedRun inversion() {
    return new RecordedRun(RecordedRun.Level.TRACE).nest(1, 1, 2).nest(2, 2, 1);
  }

  private Path std(String text) throws IOException {
    return Files.writeString(folder.resolve("t.std"), text);
  }

  @Test
  void a_recording_with_a_trace_raises_the_finding_and_shows_the_run_that_hangs() throws Exception {
    Result result = run("verify", "--format", "json", recording(inversion()));
    assertThat(result.exit()).as(result.err()).isEqualTo(1);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("..", "docs", "report.schema.json")));
    assertThat(schema.validate(result.out(), InputFormat.JSON)).as(result.out()).isEmpty();
    assertThat(schema.validate(result.out().replace("\"witness\"", "\"proof\""), InputFormat.JSON))
        .as("a prediction without its witness")
        .isNotEmpty();
    JsonNode report = JsonMapper.shared().readTree(result.out());
    assertThat(report.get("findings").size()).isEqualTo(1);
    JsonNode finding = report.get("findings").get(0);
    assertThat(finding.get("grade").asString()).isEqualTo("predicted");
    assertThat(finding.get("severity").asString()).isEqualTo("error");
    assertThat(finding.get("whyNotHigher").asString()).contains("memory accesses were not");
    JsonNode witness = finding.get("witness");
    assertThat(witness.get("events").asInt()).isEqualTo(2);
    assertThat(witness.get("threads").toString())
        .isEqualTo(
            "[{\"thread\":\"one\",\"events\":1,\"of\":4},"
                + "{\"thread\":\"two\",\"events\":1,\"of\":4}]");
    assertThat(report.get("stats").get("predictedDeadlocks").asInt()).isEqualTo(1);
    assertThat(report.get("stats").get("events").asInt()).isEqualTo(8);
  }

  @Test
  void the_text_tells_the_witness() throws Exception {
    Result result = run("verify", recording(inversion()));
    assertThat(result.out())
        .contains("Witness: 2 recorded events in another order")
        .contains("how sure:       predicted");
  }

  @Test
  void the_trace_of_a_recording_can_be_given_to_other_tools_and_back() throws Exception {
    Path trace = folder.resolve("out.std");
    Result written =
        run("verify", "--output-format", "std", "--out", trace, recording(inversion()));
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(Files.readString(trace).lines())
        .hasSize(8)
        .allMatch(l -> l.split("\\|").length == 3);
    Result judged = run("verify", "--input-format", "std", "--format", "json", trace);
    assertThat(judged.exit()).isEqualTo(1);
    JsonNode stats = JsonMapper.shared().readTree(judged.out()).get("stats");
    assertThat(stats.get("predictedDeadlocks").asInt()).isEqualTo(1);
  }

  @Test
  void what_a_latch_orders_is_ordered_in_the_exchange_format_too() throws Exception {
    Path trace = folder.resolve("out.std");
    RecordedRun run =
        new RecordedRun(RecordedRun.Level.TRACE)
            .event(9, "latch")
            .nest(1, 1, 2)
            .signal(1, "latch", 9)
            .await(2, "latch", 9)
            .nest(2, 2, 1);
    assertThat(run("verify", "--output-format", "std", "--out", trace, recording(run)).exit())
        .isZero();
    Result judged = run("verify", "--input-format", "std", "--format", "json", trace);
    JsonNode report = JsonMapper.shared().readTree(judged.out());
    assertThat(report.get("stats").get("predictedDeadlocks").asInt()).isZero();
    assertThat(report.get("findings").get(0).get("severity").asString()).isEqualTo("warning");
  }

  @Test
  void the_exit_code_of_a_trace_says_what_was_found() throws Exception {
    Path file = std(INVERSION);
    assertThat(run("verify", "--input-format", "std", file).exit()).isEqualTo(1);
    assertThat(run("verify", "--input-format", "std", std("T1|acq(a)|1\nT1|rel(a)|2\n")).exit())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "T1|acq(a), 1",
    "T1|grab(a)|1, 1",
    "T1|acq(a)|1\\nT1|acq|2, 2",
    "T1|acq()|1, 1",
    "hello, 1",
  })
  void a_line_that_does_not_follow_the_format_is_told_by_its_number(String text, int line)
      throws Exception {
    Result result = run("verify", "--input-format", "std", std(text.replace("\\n", "\n")));
    assertThat(result.exit()).as(result.toString()).isEqualTo(2);
    assertThat(result.err().lines()).as(result.err()).hasSize(1);
    assertThat(result.err()).startsWith("jlockdep: ").contains("t.std:" + line + ": ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void what_cannot_be_done_is_refused_in_one_line() throws Exception {
    Path plain = folder.resolve("plain.jfr");
    TestRecordings.write(plain, TestRecordings::dictionary, TestRecordings::exit);
    for (Result result :
        new Result[] {
          run("verify", "--input-format", "rapid", plain),
          run("verify", "--input-format", "std", folder.resolve("none.std")),
          run("verify", "--output-format", "std", plain),
          run("verify", plain, "--output-format", "csv"),
        }) {
      assertThat(result.exit()).as(result.toString()).isEqualTo(2);
      assertThat(result.err().lines()).as(result.err()).hasSize(1);
      assertThat(result.err()).startsWith("jlockdep: ");
    }
  }
}
