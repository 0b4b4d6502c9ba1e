package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.report.StdTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StdTraceTest {
  @TempDir Path folder;

  private Model read(String text) throws IOException, CannotReadException {
    ModelReader reader = new ModelReader(Optional.empty());
    reader.addStd(Files.writeString(folder.resolve("t.std"), text), true);
    return reader.model();
  }

  private Trace trace(String text) throws IOException, CannotReadException {
    return read(text).traces().get(0);
  }

  private String written(String text) throws IOException, CannotReadException {
    StringBuilder out = new StringBuilder();
    new StdTrace(trace(text)).writeTo(out);
    return out.toString();
  }

  @Test
  void every_operation_is_read_and_written() throws Exception {
    String text =
        """
        T0|fork(T1)|-
        T0|w(V0)|-
        T1|r(V0)|-
        T1|acq(L)|A.java:7
        T1|rel(L)|-
        T0|join(T1)|-
        T0|acq(M)|9
        T0|req(L)|10
        """;
    assertThat(written(text)).isEqualTo(text);
  }

  @Test
  void what_the_format_says_to_ignore_is_no_event() throws Exception {
    Trace trace = trace("T0|begin(1)|1\nT0|branch|2\nT0|branch\nT0|w(x)|3\nT0|end()|4\n");
    assertThat(trace.recorded()).isEqualTo(1);
    assertThat(trace.variables()).isEqualTo(1);
  }

  @Test
  void blanks_around_the_parts_and_blank_lines_and_carriage_returns_do_not_matter()
      throws Exception {
    assertThat(written("\r\n  T0 | acq( L ) | 1 \r\n\n T0|rel(L)|2"))
        .isEqualTo("T0|acq(L)|1\nT0|rel(L)|-\n");
  }

  @Test
  void lines_with_blanks_are_read_like_those_without() throws Exception {
    Random random = new Random(11);
    String[] ops = {"acq(%s)", "rel(%s)", "r(%s)", "w(%s)", "req(%s)", "fork(%s)", "join(%s)"};
    String[] names = {"x", "Ü", "lock7", "seven_7", "eight__8", "a(b)", "p|q", "much longer (one)"};
    StringBuilder tight = new StringBuilder();
    StringBuilder loose = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      String thread = i == 0 ? "main" : "T" + random.nextInt(12);
      String op = i == 0 ? "w(x)" : ops[random.nextInt(7)].formatted(names[random.nextInt(8)]);
      String site = names[random.nextInt(8)] + random.nextInt(3);
      tight.append(thread).append('|').append(op).append('|').append(site).append('\n');
      String blank = " ".repeat(random.nextInt(3));
      loose.append(blank).append(thread).append(" |").append(blank).append(op).append(blank);
      loose.append('|').append(blank).append(site).append(i % 3 == 0 ? "\r\n" : " \n");
    }
    assertThat(written(loose.toString())).isEqualTo(written(tight.toString()));
  }

  @Test
  void names_are_any_text() throws Exception {
    Trace trace = trace("main thread|acq(java.lang.Object@(1f))|Füñf:3\nmain thread|r(a.b[2])|x\n");
    assertThat(trace.threads().get(0).name()).isEqualTo("main thread");
    assertThat(trace.locks().get(0).lockClass().name()).isEqualTo("java.lang.Object@(1f)");
    assertThat(trace.site(1).toString()).isEqualTo("Füñf:3");
  }

  @Test
  void names_that_are_alike_in_lock_and_variable_are_two_things() throws Exception {
    Trace trace = trace("T0|acq(x)|1\nT0|w(x)|1\nT0|w(y)|1\nT0|rel(x)|1\n");
    assertThat(trace.locks()).hasSize(1);
    assertThat(trace.variables()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"11,T11", "T11,11", "T11,T11", "11,11"})
  void a_start_names_its_thread_with_the_letter_or_without(String named, String acting)
      throws Exception {
    Trace trace =
        trace("T0|fork(%s)|1\n%s|w(x)|2\nT0|join(%s)|3\n".formatted(named, acting, named));
    assertThat(trace.threads()).hasSize(2);
    assertThat(trace.threads().get(1).name()).isEqualTo(acting);
    assertThat(trace.events()).isEqualTo(3);
  }

  @Test
  void a_thread_of_the_very_name_goes_before_one_with_the_letter() throws Exception {
    Trace trace = trace("T1|w(x)|1\n1|w(x)|2\nT0|fork(1)|3\n");
    Trace.Cursor at = trace.cursor();
    assertThat(at.next() && at.next() && at.next()).isTrue();
    assertThat(trace.threads().get(at.subject()).name()).isEqualTo("1");
  }

  @Test
  void a_started_thread_that_does_nothing_does_not_count() throws Exception {
    assertThat(trace("T0|fork(T7)|1\n").actingThreads()).isEqualTo(1);
  }

  @Test
  void only_the_outermost_of_recursive_acquisitions_is_kept() throws Exception {
    Trace trace = trace("T|acq(L)|1\nT|acq(L)|2\nT|rel(L)|3\nT|rel(L)|4\nT|acq(L)|5\n");
    assertThat(trace.recorded()).isEqualTo(5);
    assertThat(trace.events()).isEqualTo(3);
  }

  @Test
  void a_lock_that_another_thread_releases_is_no_lock() throws Exception {
    Trace trace = trace("T|acq(S)|1\nU|rel(S)|2\nT|acq(S)|3\nU|rel(S)|4\n");
    assertThat(trace.locks().get(0).excludes()).isFalse();
    assertThat(trace.events()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "T1; expected thread|op|loc",
        "|acq(L)|1; the thread is missing",
        "T1|acq(L)|; the location is blank",
        "T1|acq(L); the location is missing",
        "T1|acq|1; names nothing in ( )",
        "T1|acq()|1; names nothing in ( )",
        "T1|acq( )|1; names nothing in ( )",
        "T1|acq(L|1; the ')' is missing",
        "T1|lock(L)|1; unknown operation 'lock'",
        "T1|ACQ(L)|1; unknown operation 'ACQ'",
        "T1||1; unknown operation ''",
      })
  void a_line_out_of_format_is_named_by_its_number(String line, String message) {
    assertThatThrownBy(() -> read("T1|w(x)|1\n\n" + line + "\nT1|w(x)|2\n"))
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("t.std:3: ")
        .hasMessageContaining(message);
  }

  @Test
  void a_file_without_events_is_refused() {
    assertThatThrownBy(() -> read("\n \n")).hasMessageContaining("no event");
  }

  @Test
  void lines_longer_than_the_buffer_are_read() throws Exception {
    String name = "x".repeat(3_000_000);
    assertThat(trace("T|w(" + name + ")|1\nT|r(" + name + ")|2\n").variables()).isEqualTo(1);
  }

  @Test
  void lines_across_the_edges_of_the_buffer_are_read() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append("thread").append(i % 7).append("|w(v").append(i).append(")|").append(i);
      text.append('\n');
    }
    Trace trace = trace(text.toString());
    assertThat(trace.events()).isEqualTo(200_000);
    assertThat(trace.variables()).isEqualTo(200_000);
    assertThat(trace.threads()).hasSize(7);
    assertThat(text.toString().getBytes(StandardCharsets.UTF_8).length).isGreaterThan(1 << 21);
  }

  @Test
  void the_traces_of_all_files_share_what_stays_in_memory() throws Exception {
    Path file =
        Files.writeString(folder.resolve("t.std"), "T|acq(a)|1\nT|rel(a)|2\n".repeat(100_000));
    TraceBudget budget = new TraceBudget(3);
    ModelReader reader = new ModelReader(Optional.empty(), budget);
    reader.addStd(file, false);
    assertThat(budget.left()).isEqualTo(2);
    reader.addStd(file, false);
    assertThat(budget.left()).isOne();
    assertThat(reader.model().traces()).hasSize(2).allMatch(each -> each.events() == 200_000);
  }

  @Test
  void a_short_line_out_of_format_does_not_run_into_the_next_one() {
    for (String line : new String[] {"abc", "T|r(x", "T|r(x)", "T|w(x)|"}) {
      assertThatThrownBy(() -> read("T1|w(x)|1\n" + line + "\nT1|r(x)|1\nT1|r(x)|1\n"))
          .as(line)
          .isInstanceOf(CannotReadException.class)
          .hasMessageContaining("t.std:2: ");
    }
  }
}
