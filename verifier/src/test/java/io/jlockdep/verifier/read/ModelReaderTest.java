package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Blocking;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.SkippedClass;
import io.jlockdep.verifier.model.Waiters;
import io.jlockdep.verifier.report.JsonReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelReaderTest {
  @TempDir Path folder;

  private Model read(TestRecordings.Piece... pieces) throws Exception {
    Path file = folder.resolve("run.jfr");
    TestRecordings.write(file, pieces);
    ModelReader reader = new ModelReader(Optional.empty());
    reader.add(file);
    return reader.model();
  }

  /** JFR of JDK 17 loses strings when somebody else ends a chunk at the wrong moment. */
  @Test
  void a_fact_whose_locks_held_are_not_there_is_lost_not_a_fact_without_locks() throws Exception {
    Model model =
        read(
            TestRecordings::dictionary,
            TestRecordings::inversion,
            () -> {
              TestEvents.Sync sync = new TestEvents.Sync();
              sync.seq = 1_000;
              sync.held = null;
              sync.commit();
            },
            TestRecordings::exit);
    assertThat(model.syncs()).isEmpty();
    assertThat(model.recordings().get(0).coverage().eventsLost()).isEqualTo(1);
  }

  @Test
  void a_recording_comes_through_whole() throws Exception {
    Model model = read(TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
    RecordingSummary recording = model.recordings().get(0);
    assertThat(recording.complete()).isTrue();
    assertThat(recording.problems()).isEmpty();
    assertThat(recording.end()).isEqualTo("exit");
    assertThat(recording.bytesRead()).isEqualTo(recording.bytes());
    assertThat(recording.coverage().classesWoven()).isEqualTo(19);
    assertThat(model.acquisitions()).hasSize(4);
    Acquisition last = model.acquisitions().get(3);
    assertThat(last.thread().name()).isEqualTo("two");
    assertThat(last.lockClass().name()).isEqualTo("com.example.Bank.a");
    assertThat(last.stack()).hasSize(2);
    assertThat(last.held())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.lockClass().name()).isEqualTo("com.example.Bank.b");
              assertThat(held.site().line()).isEqualTo(20);
              assertThat(held.exact()).isTrue();
            });
    assertThat(Judge.judge(model).findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
  }

  @Test
  void facts_may_come_before_their_dictionary_and_twice() throws Exception {
    Model model =
        read(TestRecordings::inversion, TestRecordings::inversion, TestRecordings::dictionary);
    assertThat(model.acquisitions()).hasSize(4);
    assertThat(Judge.judge(model).findings()).hasSize(1);
  }

  @Test
  void the_coverage_of_the_greatest_seq_counts() throws Exception {
    Model model =
        read(
            () -> TestRecordings.coverage(50, "deadlock", 3),
            () -> TestRecordings.coverage(40, "checkpoint", 2),
            TestRecordings::dictionary);
    assertThat(model.recordings().get(0).end()).isEqualTo("deadlock");
    assertThat(model.recordings().get(0).coverage().eventsLost()).isEqualTo(3);
  }

  @Test
  void misuses_and_blocking_calls_come_through_and_what_is_unknown_is_left_out() throws Exception {
    Model model =
        read(
            TestRecordings::dictionary,
            () -> TestRecordings.misuse(5, "not-held"),
            () -> TestRecordings.misuse(6, "held-at-thread-end"),
            () -> TestRecordings.misuse(7, "of-a-later-agent"),
            () -> TestRecordings.blocking(8, 2));
    assertThat(model.incidents().misuses())
        .extracting(Misuse::rule)
        .containsExactly(Misuse.Rule.NOT_HELD, Misuse.Rule.HELD_AT_THREAD_END);
    Misuse misuse = model.incidents().misuses().get(0);
    assertThat(misuse.thread().name()).isEqualTo("one");
    assertThat(misuse.instance().lockClass().name()).isEqualTo("com.example.Bank.b");
    assertThat(misuse.held()).hasSize(1);
    assertThat(misuse.certain()).isTrue();
    assertThat(misuse.site().line()).isEqualTo(11);
    Blocking blocking = model.incidents().blockings().get(0);
    assertThat(blocking.kind()).isEqualTo("sleep");
    assertThat(blocking.detail()).isEqualTo("Thread.sleep");
    assertThat(blocking.totalNanos()).isEqualTo(90);
    assertThat(blocking.waiters()).isEqualTo(new Waiters(2, 1));
    assertThat(model.recordings().get(0).problems())
        .containsExactly("1 events do not follow the format and were left out");
  }

  @Test
  void recordings_are_merged_by_the_names_of_lock_classes() throws Exception {
    Path first = folder.resolve("first.jfr");
    Path second = folder.resolve("second.jfr");
    TestRecordings.write(
        first,
        TestRecordings::dictionary,
        () -> TestRecordings.acquisition(2, 1, 2, 2, "1:1:x:b:1:1:1"));
    TestRecordings.write(
        second,
        () -> {
          TestRecordings.lock(7, "com.example.Bank.a", "reentrant-lock");
          TestRecordings.lock(9, "com.example.Bank.b", "monitor");
          TestRecordings.acquisition(1, 1, 7, 0, "9:9:x:b:0:0:0");
        },
        TestRecordings::dictionary);
    ModelReader reader = new ModelReader(Optional.empty());
    reader.add(first);
    reader.add(second);
    assertThat(reader.model().lockClasses()).hasSize(2);
    assertThat(Judge.judge(reader.model()).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void contracts_come_with_the_recording_unless_others_are_given() throws Exception {
    Path file = folder.resolve("run.jfr");
    TestRecordings.write(
        file,
        () -> {
          TestEvents.Recording recording = new TestEvents.Recording();
          recording.spec = TestRecordings.SPEC;
          recording.specFile = "bank.yaml";
          recording.commit();
        });
    ModelReader reader = new ModelReader(Optional.empty());
    reader.add(file);
    assertThat(reader.model().contracts()).extracting("name").containsExactly("no-b-under-a");
    ModelReader other = new ModelReader(Optional.of(List.of()));
    other.add(file);
    assertThat(other.model().contracts()).isEmpty();
  }

  @Test
  void a_later_format_is_refused() throws Exception {
    Path file = folder.resolve("run.jfr");
    TestRecordings.write(
        file,
        () -> {
          TestEvents.Recording recording = new TestEvents.Recording();
          recording.formatVersion = 2;
          recording.commit();
        });
    assertThatThrownBy(() -> new ModelReader(Optional.empty()).add(file))
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("recording format 2, this verifier reads 1");
  }

  @Test
  void a_recording_without_our_events_is_refused() throws Exception {
    Path file = folder.resolve("run.jfr");
    TestRecordings.write(file, TestRecordings::foreign);
    assertThatThrownBy(() -> new ModelReader(Optional.empty()).add(file))
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("without events of jlockdep");
  }

  @Test
  void an_event_that_breaks_the_format_is_left_out_and_told() throws Exception {
    Model model =
        read(
            TestRecordings::dictionary,
            TestRecordings::inversion,
            () -> TestRecordings.acquisition(5, 1, 1, 1, "x:y"));
    assertThat(model.acquisitions()).hasSize(4);
    assertThat(model.recordings().get(0).problems())
        .containsExactly("1 events do not follow the format and were left out");
  }

  @Test
  void trace_blocks_become_acquisitions_with_what_is_held() throws Exception {
    TraceText text =
        new TraceText()
            .record(6, 1, 0, 1, 0)
            .record(0, 1, 5, 1, 1)
            .record(1, 1, 5, 2, 2)
            .record(5, 1, 5, 2, 2)
            .record(7, 1, 0, 1, 0)
            .record(3, 200, 5, 2, 300)
            .record(4, 1, 5, 1, 1)
            .record(8, 1, 0, 2, 0)
            .record(9, 1, 0, 2, 0);
    Model model =
        read(
            TestRecordings::dictionary,
            () -> {
              TestEvents.Operation operation = new TestEvents.Operation();
              operation.operation = 1;
              operation.name = "write";
              operation.method = "com.example.Bank.write";
              operation.commit();
              TestEvents.Trace trace = new TestEvents.Trace();
              trace.seq = 1000;
              trace.time = 5000;
              trace.thread = 1;
              trace.count = 9;
              trace.data = text.toString();
              trace.commit();
            });
    assertThat(model.acquisitions()).hasSize(3).allMatch(Acquisition::derived);
    Acquisition second = model.acquisitions().get(1);
    assertThat(second.seq()).isEqualTo(1003);
    assertThat(second.time()).isEqualTo(5010);
    assertThat(second.mode()).isEqualTo(Mode.SHARED);
    assertThat(second.operations()).extracting("name").containsExactly("write");
    assertThat(second.held())
        .extracting(held -> held.lockClass().name())
        .containsExactly("com.example.Bank.a");
    Acquisition third = model.acquisitions().get(2);
    assertThat(third.seq()).isEqualTo(1205);
    assertThat(third.how()).isEqualTo(How.TRY);
    assertThat(third.operations()).isEmpty();
    assertThat(third.held()).hasSize(1);
    assertThat(model.starts()).hasSize(1);
    assertThat(model.joins()).hasSize(1);
    assertThat(model.recordings().get(0).coverage().acquisitions()).isEqualTo(3);
  }

  @Test
  void a_trace_block_that_is_cut_off_is_told() throws Exception {
    Model model =
        read(
            TestRecordings::dictionary,
            () -> {
              TestEvents.Trace trace = new TestEvents.Trace();
              trace.seq = 1;
              trace.thread = 1;
              trace.count = 2;
              trace.data = new TraceText().record(0, 1, 5, 1, 1).toString();
              trace.commit();
            });
    assertThat(model.acquisitions()).hasSize(1);
    assertThat(model.recordings().get(0).problems())
        .containsExactly("1 trace blocks end within a record");
  }

  @Test
  void a_class_of_which_several_methods_were_skipped_is_one_class() throws Exception {
    Model model =
        read(
            TestRecordings::dictionary,
            () -> {
              skipped("com.example.Old", "put: too old");
              skipped("com.example.Old", "get: too old");
              skipped("com.example.Old", "get: too old");
              skipped("com.example.Odd", "no frames");
              TestRecordings.coverage(9, "exit", 0);
            });
    assertThat(model.recordings().get(0).skipped())
        .containsExactly(
            new SkippedClass("com.example.Odd", "no frames"),
            new SkippedClass("com.example.Old", "get: too old; put: too old"));
    assertThat(model.recordings().get(0).coverage().classesSkipped()).isEqualTo(2);
  }

  @Test
  void a_class_skipped_in_two_recordings_is_counted_once_in_the_json_report() throws Exception {
    Path first = folder.resolve("first.jfr");
    Path second = folder.resolve("second.jfr");
    for (Path file : List.of(first, second)) {
      TestRecordings.write(
          file,
          TestRecordings::dictionary,
          () -> skipped("com.example.Old", file == first ? "put: too old" : "get: too old"),
          TestRecordings::exit);
    }
    ModelReader reader = new ModelReader(Optional.empty());
    reader.add(first);
    reader.add(second);
    JsonNode coverage =
        JsonMapper.shared().readTree(JsonReport.of(Judge.judge(reader.model()))).get("coverage");
    assertThat(coverage.get("classesSkippedCount").asInt()).isEqualTo(1);
    assertThat(coverage.get("classesSkipped").toString())
        .isEqualTo("[{\"class\":\"com.example.Old\",\"reason\":\"put: too old; get: too old\"}]");
  }

  private static void skipped(String className, String reason) {
    TestEvents.Skipped skipped = new TestEvents.Skipped();
    skipped.className = className;
    skipped.reason = reason;
    skipped.commit();
  }

  @Test
  void methods_that_the_agent_added_are_not_in_a_stack() throws Exception {
    Model model =
        read(
            TestRecordings::dictionary,
            () -> {
              TestEvents.Stack stack = new TestEvents.Stack();
              stack.stack = 9;
              stack.frames =
                  "com/example/Bank|jlockdep$ref$0$lock|Bank.java|-1\n"
                      + "java/util/ArrayList|forEach|ArrayList.java|1511\n"
                      + "com/example/Bank|all|Bank.java|30";
              stack.commit();
              TestRecordings.acquisition(1, 1, 1, 9, "2:2:x:b:1:9:1");
            });
    assertThat(model.acquisitions().get(0).stack())
        .extracting("method")
        .containsExactly("forEach", "all");
    assertThat(model.acquisitions().get(0).held().get(0).stack())
        .extracting("method")
        .containsExactly("forEach", "all");
  }

  @Test
  void an_empty_file_is_refused() throws Exception {
    Path file = Files.createFile(folder.resolve("empty.jfr"));
    assertThatThrownBy(() -> new ModelReader(Optional.empty()).add(file))
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("empty file");
  }

  /** Writes trace records. */
  private static final class TraceText {
    private final StringBuilder data = new StringBuilder();

    private TraceText record(long... numbers) {
      for (long number : numbers) {
        long rest = number;
        while (rest >= 64) {
          data.append((char) (rest & 63 | 64));
          rest >>= 6;
        }
        data.append((char) rest);
      }
      return this;
    }

    @Override
    public String toString() {
      return data.toString();
    }
  }
}
