package io.jlockdep.verifier.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;

/** Reads the events of one file, run by run, of a damaged one as many as there are. */
final class RecordingFileReader {
  /**
   * What a run of a program had to say.
   *
   * @param bytes of its chunks; where the file has one run, of the file
   * @param bytesRead bytes whose events could be read
   */
  record Outcome(RawEvents raw, long bytes, long bytesRead, List<String> problems) {
    Outcome withProblems(List<String> more) {
      return new Outcome(
          raw,
          bytes,
          bytesRead,
          Stream.concat(problems.stream(), more.stream()).distinct().toList());
    }
  }

  private final Path path;
  private final BlockTexts blocks = new BlockTexts();

  private RecordingFileReader(Path path) {
    this.path = path;
  }

  /**
   * Reads {@code path}, which is a file of {@code bytes} > 0 bytes.
   *
   * @return one for each run that the file holds, at least one
   */
  static List<Outcome> read(Path path, long bytes) throws IOException, CannotReadException {
    return new RecordingFileReader(path).read(bytes);
  }

  private List<Outcome> read(long bytes) throws IOException, CannotReadException {
    if (bytes > Integer.MAX_VALUE) {
      return List.of(readHuge(bytes));
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
    RunSplit split = new RunSplit(file);
    if (scan.problems().isEmpty() && split.isOneStretch(scan.chunks())) {
      Intake whole = readEvents(path);
      if (whole.trouble().isEmpty() && whole.raw().runs().size() < 2) {
        return List.of(new Outcome(whole.raw(), bytes, bytes, List.of()));
      }
    }
    List<RunSplit.Part> parts = readChunks(file, scan.chunks(), split);
    try {
      return outcomes(bytes, scan.problems(), split.runs(parts));
    } catch (CannotReadException e) {
      throw new CannotReadException(path + ": " + e.getMessage());
    }
  }

  private Outcome readHuge(long bytes) throws CannotReadException {
    Intake intake = readEvents(path);
    if (intake.raw().runs().size() > 1) {
      throw new CannotReadException(
          path + ": several runs in a file of 2 GiB or more; give each run in a file of its own");
    }
    return new Outcome(
        intake.raw(),
        bytes,
        bytes,
        intake.trouble().isEmpty()
            ? List.of()
            : List.of(
                "damaged, and recordings of 2 GiB and more are not mended: only its good start"
                    + " was read"));
  }

  /** Where the file itself has problems, every run in it may lack something. */
  private static List<Outcome> outcomes(
      long bytes, List<String> fileProblems, List<List<RunSplit.Part>> runs) {
    List<Outcome> outcomes = new ArrayList<>();
    for (List<RunSplit.Part> parts : runs) {
      RawEvents raw = new RawEvents();
      long length = 0;
      long bytesRead = 0;
      List<String> problems = new ArrayList<>(fileProblems);
      for (RunSplit.Part part : parts) {
        raw.addAll(part.raw());
        length += part.chunk().length();
        bytesRead += part.bytesRead();
        problems.addAll(part.problems());
      }
      outcomes.add(new Outcome(raw, runs.size() == 1 ? bytes : length, bytesRead, problems));
    }
    return outcomes;
  }

  private List<RunSplit.Part> readChunks(ByteBuffer file, List<Chunk> chunks, RunSplit split)
      throws IOException {
    List<RunSplit.Part> parts = new ArrayList<>();
    Path copy = Files.createTempFile("jlockdep-chunk", ".jfr");
    try {
      for (Chunk chunk : chunks) {
        Optional<ByteBuffer> lent =
            chunks.stream()
                .filter(other -> other.metadata() > 0 && split.haveOneClock(chunk, other))
                .reduce((before, last) -> last) // types are only ever added
                .map(other -> ChunkCopy.metadataOf(file, other));
        parts.add(readChunk(file, chunk, lent, copy));
      }
    } finally {
      Files.deleteIfExists(copy);
    }
    return parts;
  }

  private RunSplit.Part readChunk(
      ByteBuffer file, Chunk chunk, Optional<ByteBuffer> lent, Path copy) throws IOException {
    if (!ChunkCopy.write(file, chunk, lent, copy)) {
      return new RunSplit.Part(
          chunk,
          new RawEvents(),
          0,
          List.of(
              "the events of the chunk at byte %d cannot be read: their description is not in the"
                      .formatted(chunk.offset())
                  + " part of the file that is left"));
    }
    Intake intake = readEvents(copy);
    return new RunSplit.Part(
        chunk,
        intake.raw(),
        intake.trouble().isEmpty() ? chunk.length() : 0,
        intake.trouble().stream()
            .map(trouble -> ParserTrouble.in(file, chunk, intake.events(), trouble))
            .toList());
  }

  /** What was read, how many events that were, and what ended the reading before its time. */
  private record Intake(RawEvents raw, long events, Optional<Throwable> trouble) {}

  /**
   * Reads events until the end or the first that cannot be read. The JDK's parser answers damaged
   * content with whatever its reading of it leads to, also with an attempt to allocate gigabytes or
   * an {@link Error} of its own (seen on JDK 17 with one bit of a type's description turned over).
   */
  private Intake readEvents(Path from) {
    RawEvents raw = new RawEvents();
    EventIntake intake = new EventIntake(raw, blocks);
    long read = 0;
    try (RecordingFile events = new RecordingFile(from)) {
      while (events.hasMoreEvents()) {
        intake.accept(events.readEvent());
        read++;
      }
      return new Intake(raw, read, Optional.empty());
    } catch (IOException | RuntimeException | Error e) {
      return new Intake(raw, read, Optional.of(e));
    }
  }
}
