package io.jlockdep.verifier.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordingFile;

/** Reads the events of one file, of a damaged one as many as there are. */
final class RecordingFileReader {
  /**
   * What a file had to say.
   *
   * @param bytesRead bytes whose events could be read
   */
  record Outcome(RawEvents raw, long bytesRead, List<String> problems) {}

  private final Path path;
  private final List<String> problems = new ArrayList<>();

  private RecordingFileReader(Path path) {
    this.path = path;
  }

  /** Reads {@code path}, which is a file of {@code bytes} > 0 bytes. */
  static Outcome read(Path path, long bytes) throws IOException, CannotReadException {
    return new RecordingFileReader(path).read(bytes);
  }

  private Outcome read(long bytes) throws IOException, CannotReadException {
    if (bytes > Integer.MAX_VALUE) {
      RawEvents raw = new RawEvents();
      if (!readEvents(path, raw)) {
        problems.add("recordings of 2 GiB and more are not mended: only its good start was read");
      }
      return new Outcome(raw, bytes, problems);
    }
    ByteBuffer file;
    try (FileChannel channel = FileChannel.open(path)) {
      file = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes);
    }
    ChunkScan scan = ChunkScan.of(file);
    if (scan.chunks().isEmpty()) {
      throw new CannotReadException(
          path
              + ": not a JFR recording (no chunk header in it); give the file named by out= of"
              + " the agent");
    }
    problems.addAll(scan.problems());
    if (problems.isEmpty()) {
      RawEvents raw = new RawEvents();
      if (readEvents(path, raw)) {
        return new Outcome(raw, bytes, List.of());
      }
      problems.clear();
    }
    return readChunks(file, scan.chunks());
  }

  private Outcome readChunks(ByteBuffer file, List<Chunk> chunks) throws IOException {
    RawEvents raw = new RawEvents();
    Optional<ByteBuffer> lent =
        chunks.stream()
            .filter(chunk -> chunk.metadata() > 0)
            .reduce((before, last) -> last) // types are only ever added
            .map(chunk -> ChunkCopy.metadataOf(file, chunk));
    long bytesRead = 0;
    Path copy = Files.createTempFile("jlockdep-chunk", ".jfr");
    try {
      for (Chunk chunk : chunks) {
        if (!ChunkCopy.write(file, chunk, lent, copy)) {
          problems.add(
              "the events of the chunk at byte %d cannot be read: their description is not in the"
                      .formatted(chunk.offset())
                  + " part of the file that is left");
        } else if (readEvents(copy, raw)) {
          bytesRead += chunk.length();
        }
      }
    } finally {
      Files.deleteIfExists(copy);
    }
    return new Outcome(raw, bytesRead, problems);
  }

  /**
   * Reads events until the end or the first that cannot be read. The JDK's parser answers damaged
   * content with whatever its reading of it leads to, also with an attempt to allocate gigabytes or
   * an {@link Error} of its own (seen on JDK 17 with one bit of a type's description turned over).
   */
  private boolean readEvents(Path from, RawEvents raw) {
    EventIntake intake = new EventIntake(raw);
    try (RecordingFile events = new RecordingFile(from)) {
      while (events.hasMoreEvents()) {
        intake.accept(events.readEvent());
      }
      return true;
    } catch (IOException | RuntimeException | Error e) {
      problems.add(
          "the JDK's parser gave up within a chunk (%s); the events before were read"
              .formatted(e.getMessage() == null ? e.getClass().getSimpleName() : oneLine(e)));
      return false;
    }
  }

  private static String oneLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
