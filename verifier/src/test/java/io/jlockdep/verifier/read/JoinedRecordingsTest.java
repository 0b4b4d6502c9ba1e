package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordingSummary;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of several runs joined end to end are judged as the recordings alone would be. */
class JoinedRecordingsTest {
  @TempDir static Path folder;
  private static byte[] first;
  private static byte[] second;

  @BeforeAll
  static void record() throws Exception {
    Path file = folder.resolve("made.jfr");
    TestRecordings.write(
        file,
        () -> TestRecordings.acquisition(2, 1, 2, 2, "1:1:x:b:1:1:1"),
        () -> header(10),
        TestRecordings::names,
        TestRecordings::exit);
    first = Files.readAllBytes(file);
    // The same ids as in the first run, and they mean something else.
    TestRecordings.write(
        file,
        () -> {
          TestRecordings.thread(1, "other");
          TestRecordings.lock(1, "com.example.Shop.till", "monitor");
          TestRecordings.lock(2, "com.example.Bank.a", "reentrant-lock");
          TestRecordings.lock(3, "com.example.Bank.b", "monitor");
          TestRecordings.site(1, 70);
        },
        () -> TestRecordings.acquisition(2, 1, 2, 1, "3:3:x:b:1:0:1"),
        () -> header(20),
        TestRecordings::exit);
    second = Files.readAllBytes(file);
  }

  private static void header(long startMillis) {
    TestEvents.Recording recording = new TestEvents.Recording();
    recording.startMillis = startMillis;
    recording.command = "Started" + startMillis;
    recording.commit();
  }

  private static Model read(byte[]... files) throws Exception {
    ModelReader reader = new ModelReader(Optional.empty());
    for (int i = 0; i < files.length; i++) {
      reader.add(Files.write(folder.resolve("read" + i + ".jfr"), files[i]));
    }
    return reader.model();
  }

  private static byte[] joined(byte[]... files) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] file : files) {
      all.writeBytes(file);
    }
    return all.toByteArray();
  }

  private static List<String> described(Model model) {
    return Judge.judge(model).findings().stream()
        .map(
            (Finding each) ->
                each.fingerprint() + each.verdict() + each.witnesses() + each.edges().toString())
        .toList();
  }

  @Test
  void two_runs_in_one_file_are_judged_like_two_files() throws Exception {
    Model apart = read(first, second);
    Model together = read(joined(first, second));
    assertThat(described(together)).isNotEmpty().isEqualTo(described(apart));
    assertThat(together.acquisitions()).isEqualTo(apart.acquisitions());
    assertThat(together.instances()).isEqualTo(apart.instances()).isEqualTo(5);
    assertThat(together.recordings())
        .extracting(
            RecordingSummary::command,
            RecordingSummary::events,
            RecordingSummary::bytes,
            RecordingSummary::complete)
        .isEqualTo(
            apart.recordings().stream()
                .map(r -> tuple(r.command(), r.events(), r.bytes(), r.complete()))
                .toList());
  }

  @Test
  void a_run_that_comes_twice_is_one_run() throws Exception {
    Model model = read(joined(first, second, first));
    assertThat(model.recordings())
        .extracting(RecordingSummary::command)
        .containsExactly("Started10", "Started20");
    assertThat(model.acquisitions()).hasSize(2);
  }

  @Test
  void chunks_that_no_event_gives_to_a_run_go_by_the_clock_of_their_jvm() throws Exception {
    byte[] nameless = withoutLastChunks(second, 3);
    assertThat(read(joined(first, nameless)).recordings()).as("one JVM").hasSize(1);
    ByteBuffer buffer = ByteBuffer.wrap(nameless);
    for (Chunk chunk : ChunkScan.of(ByteBuffer.wrap(nameless)).chunks()) {
      int at = (int) chunk.offset() + ChunkLayout.START_NANOS_AT;
      buffer.putLong(at, buffer.getLong(at) + 3_600_000_000_000L);
    }
    Model model = read(joined(first, nameless));
    assertThat(model.recordings()).as("another JVM").hasSize(2);
    assertThat(model.recordings().get(0).complete()).isTrue();
    assertThat(model.recordings().get(1).problems())
        .containsExactly("the event that describes the recording is missing");
  }

  private static byte[] withoutLastChunks(byte[] file, int chunks) {
    List<Chunk> all = ChunkScan.of(ByteBuffer.wrap(file)).chunks();
    return Arrays.copyOf(file, (int) all.get(all.size() - chunks).offset());
  }

  @Test
  void runs_that_cannot_be_told_apart_are_refused() throws Exception {
    Path file = folder.resolve("mixed.jfr");
    TestRecordings.write(file, () -> header(1), () -> header(2), TestRecordings::exit);
    assertThatThrownBy(() -> new ModelReader(Optional.empty()).add(file))
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("mixed.jfr: the chunks from byte 0 on hold the events of 2 runs")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_joined_recording_of_something_else_is_passed_over() throws Exception {
    Path file = folder.resolve("foreign.jfr");
    TestRecordings.write(file, TestRecordings::foreign);
    Model model = read(joined(Files.readAllBytes(file), first));
    assertThat(model.recordings()).singleElement().matches(RecordingSummary::complete);
  }
}
