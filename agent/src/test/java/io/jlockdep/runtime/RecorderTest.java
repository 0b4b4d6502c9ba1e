package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What is on disk of a program that is killed before JFR was worth starting. */
@Isolated
class RecorderTest {
  @TempDir Path directory;

  @Test
  void a_copy_of_what_waits_is_a_recording_and_takes_nothing_from_the_next_one() throws Exception {
    Path out = directory.resolve("early.jfr");
    RecordingHeader header = new RecordingHeader("test", "early", "", "");
    Recorder recorder = new Recorder(new io.jlockdep.runtime.RecordingFile(out.toString()), header);
    Facts.add(new Operation(1, "first", "A.first"));
    recorder.writeCopy();
    assertThat(operations(out)).endsWith("first");
    assertThat(types(out)).startsWith("jlockdep.Recording").endsWith("jlockdep.Coverage");

    Facts.add(new Operation(2, "second", "A.second"));
    recorder.writeCopy();
    assertThat(operations(out)).endsWith("first", "second");
    assertThat(Files.list(directory)).containsExactly(out);
  }

  @Test
  void a_copy_that_cannot_be_written_does_no_harm() throws Exception {
    Path gone = Files.createDirectory(directory.resolve("gone"));
    Path out = gone.resolve("early.jfr");
    RecordingHeader header = new RecordingHeader("test", "early", "", "");
    Recorder recorder = new Recorder(new io.jlockdep.runtime.RecordingFile(out.toString()), header);
    Files.delete(gone);
    Facts.add(new Operation(3, "third", "A.third"));
    recorder.writeCopy();
    assertThat(out).doesNotExist();

    Files.createDirectory(gone);
    Facts.add(new Operation(4, "fourth", "A.fourth"));
    recorder.writeCopy();
    assertThat(operations(out)).endsWith("third", "fourth");
  }

  @Test
  void traced_acquisitions_are_counted_once_however_many_copies_are_written() throws Exception {
    Path out = directory.resolve("traced.jfr");
    RecordingHeader header = new RecordingHeader("test", "traced", "", "");
    Recorder recorder = new Recorder(new io.jlockdep.runtime.RecordingFile(out.toString()), header);
    HeldLocks held = new HeldLocks(new Thread());
    held.trace.acquired(Acquire.EXCLUSIVE, 1, 0);
    held.trace.flush();
    recorder.writeCopy();
    long traced = Facts.tracedSoFar();
    Facts.add(new Operation(5, "fifth", "A.fifth"));
    recorder.writeCopy();
    assertThat(operations(out)).endsWith("fifth");
    assertThat(Facts.tracedSoFar()).isEqualTo(traced).isPositive();
  }

  private static List<String> operations(Path recording) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .filter(event -> event.getEventType().getName().equals("jlockdep.Operation"))
        .map(event -> event.getString("name"))
        .toList();
  }

  private static List<String> types(Path recording) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .map(RecordedEvent::getEventType)
        .map(type -> type.getName())
        .toList();
  }
}
