package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jlockdep.verifier.read.TestRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.JfrToFlame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What recordings with {@code contention=on} say: {@code stat}, {@code flame}, the reports. */
class StatAndFlameTest {
  private static final String RUN = "com.example.Bank.run;com.example.Bank.";
  private static final String BY_HOLDER =
      """
      [Bank.a];[hand-off];[kept waiting, exclusive];com.example.Bank.step1;com.example.Bank.run 150
      [Bank.a];[unknown];[kept waiting, exclusive];com.example.Bank.step1;com.example.Bank.run 50
      [Bank.a];com.example.Bank.run;com.example.Bank.step2;[kept waiting, exclusive];com.example.Bank.step1;com.example.Bank.run 500
      """;

  @TempDir static Path recorded;
  @TempDir Path folder;
  private static Path contended;
  private static Path other;
  private static Path without;

  @BeforeAll
  static void record() throws IOException {
    contended = recorded.resolve("contended.jfr");
    ContentionRecordings.write(contended, 1);
    other = recorded.resolve("other.jfr");
    ContentionRecordings.write(other, 10);
    without = recorded.resolve("without.jfr");
    TestRecordings.write(
        without, TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
  }

  @Test
  void stat_has_the_columns_of_lock_stat() {
    CommandLineRun run = CommandLineRun.of("stat", contended);
    assertThat(run.exit()).isZero();
    assertThat(run.out().replaceAll(" +", " "))
        .contains(
            "Bank.a exclusive 2 20 350 ns 350 ns 350 ns 350 ns 700 ns"
                + " 100 ns 100 ns 111 ns 900 ns 2.0 us\n")
        .contains("Bank.b shared 0 8 0 ns 0 ns 0 ns 0 ns 0 ns 100 ns")
        .contains("up to 25 % too large")
        .contains("700 ns: Bank.step1 (Bank.java:1), exclusive, called by Bank.run")
        .contains("500 ns in 2 waits, longest 250 ns: Bank.step2 (Bank.java:2), exclusive, called")
        .contains("150 ns in 2 waits, longest 250 ns: (nobody: the lock was free")
        .contains("50 ns in 2 waits, longest 250 ns: (not known: too long ago)");
  }

  @Test
  void what_several_recordings_measured_is_added_up() {
    JsonNode rows = rows(CommandLineRun.of("stat", "--format=json", contended, other).out());
    assertThat(rows.get(0).at("/wait/count").asLong()).isEqualTo(22);
    assertThat(rows.get(0).at("/wait/totalNanos").asLong()).isEqualTo(7700);
    assertThat(rows.get(0).at("/holders/0/totalNanos").asLong()).isEqualTo(5500);
    assertThat(rows.get(0).at("/wait/minNanos").asLong()).isEqualTo(350);
  }

  @ParameterizedTest
  @CsvSource({"wait-total,Bank.a", "acquisitions,Bank.a", "name,Bank.a", "hold-p99,", "WAIT,"})
  void rows_are_ordered_by_the_column_asked_for(String column, String first) {
    CommandLineRun run = CommandLineRun.of("stat", "--sort", column, "--top=1", contended);
    if (first == null) {
      run.isRefused("--sort");
    } else {
      assertThat(run.out()).contains(first + " ").contains("and 1 more");
    }
  }

  @Test
  void a_table_without_rows_is_refused() {
    CommandLineRun.of("stat", "--top=0", contended).isRefused("at least one row");
  }

  @Test
  void without_measurements_stat_says_how_to_get_them() {
    CommandLineRun run = CommandLineRun.of("stat", without);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("was not measured: record with contention=on.\n");
    assertThat(run.out()).doesNotContain("wait p99");
  }

  @Test
  void the_report_keeps_to_its_schema_and_has_the_rows() throws IOException {
    String report = CommandLineRun.of("verify", "--format=json", contended).out();
    String schema = Files.readString(Path.of("../docs/report.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(report, InputFormat.JSON))
        .isEmpty();
    assertThat(rows(report).get(0).at("/holders/0/stack/0").asString())
        .isEqualTo("com.example.Bank.step2(Bank.java:2)");
    assertThat(CommandLineRun.of("verify", "--format=json", without).out())
        .doesNotContain("contention");
    assertThat(CommandLineRun.of("verify", "--format=html", contended).out())
        .contains("\"contention\":[{\"name\":\"com.example.Bank.a\"");
  }

  @Test
  void waits_are_drawn_under_those_who_held_the_lock() {
    CommandLineRun run = CommandLineRun.of("flame", "--by=holder", "--format=collapsed", contended);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo(BY_HOLDER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--weight=wait|step1;[Bank.a, exclusive] 700",
        "--weight=hold|step2;[Bank.a, exclusive] 2000",
        "--weight=sync|step3;[force] 1234"
      })
  void other_weights_are_drawn_under_the_stacks_that_have_them(String weight, String line) {
    CommandLineRun run = CommandLineRun.of("flame", weight, "--format=collapsed", contended);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo(RUN + line + "\n");
  }

  @Test
  void by_holder_and_by_waiter_have_the_same_nanoseconds() {
    long byHolder = sum(CommandLineRun.of("flame", "--by=holder", "--format=collapsed", other));
    long byWaiter = sum(CommandLineRun.of("flame", "--by=waiter", "--format=collapsed", other));
    assertThat(byHolder).isEqualTo(byWaiter).isEqualTo(7000);
  }

  @Test
  void the_difference_has_what_was_before_and_what_is_now() {
    CommandLineRun run =
        CommandLineRun.of(
            "flame", "--format=collapsed", "--by=holder", "--baseline", contended, other);
    assertThat(run.out())
        .contains(
            "step2;[kept waiting, exclusive];com.example.Bank.step1;com.example.Bank.run 500 5000");
    CommandLineRun page = CommandLineRun.of("flame", "--by=holder", "--baseline", contended, other);
    assertThat(page.exit()).isZero();
    assertThat(page.out()).contains("compared with the baseline").contains("d=");
  }

  @Test
  void the_page_needs_nothing_else_and_has_every_frame() {
    CommandLineRun run = CommandLineRun.of("flame", "--by=holder", contended);
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("<html", "Waiting for locks, by holder (nanoseconds)", "[Bank.a]", "Bank.run")
        .doesNotContain("src=\"http", "href=\"http");
  }

  @Test
  void the_jdk_reads_the_events_of_waits_with_their_stacks() throws IOException {
    Map<String, Long> read = new TreeMap<>();
    for (RecordedEvent event : events("--by=holder")) {
      assertThat(event.getEventType().getName()).isEqualTo("jdk.JavaMonitorEnter");
      assertThat(event.getClass("monitorClass").getName()).isEqualTo("com.example.Bank.a");
      read.put(path(event), event.getDuration().toNanos());
    }
    StringBuilder lines = new StringBuilder();
    read.forEach((path, nanos) -> lines.append(path).append(' ').append(nanos).append('\n'));
    assertThat(lines).hasToString(BY_HOLDER);
  }

  @Test
  void the_jdk_reads_the_events_of_holds_and_syncs() throws IOException {
    List<RecordedEvent> holds = events("--weight=hold");
    assertThat(holds).hasSize(1);
    assertThat(holds.get(0).getDuration().toNanos()).isEqualTo(2000);
    assertThat(path(holds.get(0))).isEqualTo(RUN + "step2;[Bank.a, exclusive]");
    assertThat(path(events("--weight=sync").get(0))).isEqualTo(RUN + "step3;[force]");
  }

  @Test
  void the_converter_of_async_profiler_reads_them_too() throws IOException {
    Path jfr = folder.resolve("flame.jfr");
    CommandLineRun.of("flame", "--by=holder", "--format=jfr", "-o", jfr, contended);
    Path collapsed = folder.resolve("out.collapsed");
    Arguments arguments = new Arguments("--lock", "--total", "--dot", "-o", "collapsed");
    JfrToFlame.convert(jfr.toString(), collapsed.toString(), arguments);
    assertThat(Files.readString(collapsed))
        .contains("com.example.Bank.step2")
        .containsPattern("step2.*kept waiting, exclusive.*step1.* 500\n");
  }

  @Test
  void what_cannot_be_drawn_is_refused() {
    CommandLineRun.of("flame", without).isRefused("record with contention=on");
    CommandLineRun.of("flame", "--weight=sync", without).isRefused("no file was synced");
    CommandLineRun.of("flame", "--weight=sync", "--by=holder", contended).isRefused("--by holder");
    CommandLineRun.of("flame", "--weight=hold", "--by=waiter", contended).isRefused("--by waiter");
    CommandLineRun.of("flame", "--format=jfr", contended).isRefused("--output");
    CommandLineRun.of("flame", "--format=jfr", "--baseline", other, "-o", "x", contended)
        .isRefused("no difference");
    CommandLineRun.of("flame", "--baseline", without, contended).isRefused("without.jfr");
    CommandLineRun.of("flame", "--output", contended, contended).isRefused("overwrite an input");
  }

  private List<RecordedEvent> events(String option) throws IOException {
    Path jfr = folder.resolve("flame.jfr");
    CommandLineRun run = CommandLineRun.of("flame", option, "--format=jfr", "-o", jfr, contended);
    assertThat(run.exit()).as(run.err()).isZero();
    return RecordingFile.readAllEvents(jfr);
  }

  /** As a collapsed line has it. */
  private static String path(RecordedEvent event) {
    List<String> names = new ArrayList<>();
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      String name = frame.getMethod().getName();
      names.add(0, type.isEmpty() ? name : type + "." + name);
    }
    return String.join(";", names);
  }

  private static long sum(CommandLineRun run) {
    return run.out()
        .lines()
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static JsonNode rows(String json) {
    return JsonMapper.shared().readTree(json).get("contention");
  }
}
