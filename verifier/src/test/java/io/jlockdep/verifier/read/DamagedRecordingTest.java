package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordingSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a recording, the reader takes what is left or says why it cannot. */
class DamagedRecordingTest {
  private static final int ROUNDS = 120;
  @TempDir static Path folder;
  private static byte[] whole;
  private static List<Long> boundaries;
  private static int secondChunk;
  private static int thirdChunk;

  @BeforeAll
  static void record() throws Exception {
    Path file = folder.resolve("whole.jfr");
    TestRecordings.write(
        file, TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
    whole = Files.readAllBytes(file);
    List<Chunk> chunks = ChunkScan.of(ByteBuffer.wrap(whole)).chunks();
    assertThat(chunks).as("three pieces, and two chunks between them").hasSize(5);
    boundaries = chunks.stream().map(Chunk::offset).toList();
    secondChunk = (int) chunks.get(2).offset();
    thirdChunk = secondChunk + (int) chunks.get(2).length();
  }

  private static Model read(byte[] bytes) throws IOException, CannotReadException {
    Path file = folder.resolve("damaged.jfr");
    Files.write(file, bytes);
    ModelReader reader = new ModelReader(Optional.empty());
    reader.add(file);
    return reader.model();
  }

  @Test
  void a_cut_anywhere_keeps_what_is_before_it_or_says_why_not() {
    int step = Math.max(1, whole.length / ROUNDS);
    for (int length = 1; length < whole.length; length += step) {
      byte[] cut = Arrays.copyOf(whole, length);
      String at = "cut at " + length;
      try {
        Model model = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(cut));
        RecordingSummary recording = model.recordings().get(0);
        assertThat(recording.complete()).as(at).isEqualTo(boundaries.contains((long) length));
        assertThat(recording.bytesRead()).as(at).isLessThanOrEqualTo(length);
        if (length > thirdChunk) {
          assertThat(model.acquisitions()).as(at).hasSize(4);
        }
      } catch (Throwable e) {
        assertThat(e).as(at).isInstanceOf(CannotReadException.class);
        assertThat(length)
            .as(at + ": " + e.getMessage())
            .isLessThan((int) (long) boundaries.get(1));
      }
    }
  }

  @Test
  void a_chunk_that_is_cut_short_is_read_up_to_its_last_whole_event() throws Exception {
    ChunkScan scan = ChunkScan.of(ByteBuffer.wrap(whole, 0, thirdChunk - 200).slice());
    Model model = read(Arrays.copyOf(whole, thirdChunk - 200));
    assertThat(scan.chunks()).hasSize(3);
    assertThat(scan.chunks().get(2).whole()).isFalse();
    assertThat(model.acquisitions()).hasSize(4);
    assertThat(model.recordings().get(0).problems()).hasSize(1);
    assertThat(model.recordings().get(0).problems().get(0)).contains("is cut off");
    assertThat(model.recordings().get(0).bytesRead()).isGreaterThan(secondChunk);
  }

  @Test
  void a_chunk_that_was_never_finished_is_read() throws Exception {
    byte[] unfinished = Arrays.copyOf(whole, thirdChunk);
    ByteBuffer header = ByteBuffer.wrap(unfinished);
    header.putLong(secondChunk + ChunkLayout.SIZE_AT, 0);
    header.putLong(secondChunk + ChunkLayout.METADATA_AT, 0);
    header.putLong(secondChunk + ChunkLayout.CHECKPOINT_AT, 0);
    header.put(secondChunk + ChunkLayout.STATE_AT, (byte) 1);
    Model model = read(unfinished);
    assertThat(model.acquisitions()).hasSize(4);
    assertThat(model.recordings().get(0).complete()).isFalse();
  }

  @Test
  void garbage_between_chunks_is_stepped_over() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(whole, 0, secondChunk);
    bytes.write("garbage FLR garbage".getBytes(StandardCharsets.US_ASCII));
    bytes.write(whole, secondChunk, whole.length - secondChunk);
    Model model = read(bytes.toByteArray());
    assertThat(model.acquisitions()).hasSize(4);
    assertThat(model.recordings().get(0).end()).isEqualTo("exit");
    assertThat(model.recordings().get(0).complete()).isFalse();
  }

  @Test
  void a_damaged_first_chunk_does_not_take_the_others_with_it() throws Exception {
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 100, 400, (byte) 0);
    Model model = read(damaged);
    assertThat(model.acquisitions()).hasSize(4);
    assertThat(model.recordings().get(0).complete()).isFalse();
  }

  @Test
  void changed_bytes_anywhere_lead_to_a_model_or_a_message() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      String at = "seed " + seed + ", round " + round;
      try {
        Model model =
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(changed), at);
        assertThat(model.recordings()).as(at).isNotEmpty();
        assertThat(model.recordings().toString()).as(at).doesNotContain("Exception", "jdk.jfr");
      } catch (Throwable e) {
        assertThat(e).as(at).isInstanceOf(CannotReadException.class);
        assertThat(e.getMessage()).as(at).doesNotContain("\n", "Exception", "jdk.jfr");
      }
    }
  }

  /** The JDK's parser throws InternalError at a pool of constants without an element. */
  @Test
  void a_bit_turned_over_in_the_constants_leads_to_a_model_or_a_message() {
    int checkpoint =
        (int) ByteBuffer.wrap(whole).getLong(secondChunk + ChunkLayout.CHECKPOINT_AT) + secondChunk;
    for (int i = 0; i < 100; i++) {
      byte[] changed = whole.clone();
      changed[checkpoint + i] ^= 1;
      String at = "byte " + i + " of the constants";
      try {
        assertThat(read(changed).recordings()).as(at).hasSize(1);
      } catch (Throwable e) {
        assertThat(e).as(at).isInstanceOf(CannotReadException.class);
      }
    }
  }

  /** The JDK's parser throws NullPointerException. */
  @Test
  void a_damaged_description_of_the_types_is_told_in_words() throws Exception {
    ByteBuffer file = ByteBuffer.wrap(whole);
    Chunk chunk = ChunkScan.of(file).chunks().get(0);
    int metadata = (int) chunk.metadata();
    int end = metadata + ChunkCopy.metadataOf(file, chunk).remaining();
    byte[] changed = whole.clone();
    Arrays.fill(changed, end - 1000, end - 900, (byte) 0x7f); // among the types, after their names
    assertThat(read(changed).recordings().get(0).problems())
        .contains(
            ("the description of the event types, from byte %d on, is damaged; none of the events"
                    + " of the chunk at byte 0 can be read")
                .formatted(metadata));
  }

  @Test
  void no_copy_is_left_behind() throws Exception {
    read(Arrays.copyOf(whole, thirdChunk - 200));
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files)
          .noneMatch(file -> file.getFileName().toString().startsWith("jlockdep-chunk"));
    }
  }
}
