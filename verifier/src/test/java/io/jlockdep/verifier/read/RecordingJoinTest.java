package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingJoinTest {
  @TempDir Path folder;

  private static List<String> events(Path file) throws IOException {
    return RecordingFile.readAllEvents(file).stream().map(RecordedEvent::toString).toList();
  }

  @Test
  void neighbours_with_the_same_number_of_metadata_are_told_apart() throws IOException {
    Path one = folder.resolve("one.jfr");
    TestRecordings.write(one, TestRecordings::dictionary, TestRecordings::inversion);
    Path joined = folder.resolve("joined.jfr");
    try (OutputStream out = Files.newOutputStream(joined)) {
      RecordingJoin join = new RecordingJoin(out);
      join.add(one);
      int before = (int) Files.size(joined);
      join.add(one); // the last chunk of a file before its own first one
      byte[] all = Files.readAllBytes(joined);
      byte[] file = Files.readAllBytes(one);
      assertThat(all).startsWith(file).hasSize(2 * file.length);
      int differences = 0;
      for (int i = 0; i < file.length; i++) {
        differences += all[before + i] == file[i] ? 0 : 1;
      }
      assertThat(differences).as("only a number of a few bytes may change").isLessThan(9);
    }
    assertThat(events(joined)).hasSize(2 * events(one).size());
  }
}
