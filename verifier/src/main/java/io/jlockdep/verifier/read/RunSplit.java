package io.jlockdep.verifier.read;

import static io.jlockdep.verifier.read.ChunkLayout.DURATION_NANOS_AT;
import static io.jlockdep.verifier.read.ChunkLayout.START_NANOS_AT;
import static io.jlockdep.verifier.read.ChunkLayout.START_TICKS_AT;
import static io.jlockdep.verifier.read.ChunkLayout.TICKS_PER_SECOND_AT;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which chunks of a file belong to the same run of a program. JFR files may be joined end to
 * end, but ids mean something within one run only.
 *
 * <p>JFR starts a chunk at the very nanosecond at which the one before ended (seen on JDK 17 and
 * 25), so chunks that follow on one another are of one run. A stretch of such chunks belongs to the
 * run that its {@code jlockdep.Recording} event names. A stretch without one, left over from a
 * damaged file, goes to the run whose clock of ticks began at the same moment, if there is exactly
 * one: that clock begins with the JVM. Otherwise it stays apart.
 */
final class RunSplit {
  /** The clocks of one JVM drift apart by microseconds, and by more where the time is set. */
  private static final double SAME_CLOCK_SECONDS = 1;

  /**
   * A chunk and what was read from it.
   *
   * @param bytesRead bytes whose events could be read
   */
  record Part(Chunk chunk, RawEvents raw, long bytesRead, List<String> problems) {}

  private static final class Run {
    private final List<Part> parts = new ArrayList<>();
    private final Set<RawEvents.RunId> ids = new HashSet<>();

    private void add(Part part) {
      parts.add(part);
      ids.addAll(part.raw().runs());
    }

    private Chunk first() {
      return parts.get(0).chunk();
    }
  }

  private final ByteBuffer file;

  /**
   * @param file the whole file, big-endian
   */
  RunSplit(ByteBuffer file) {
    this.file = file;
  }

  /** Whether each of {@code chunks} starts when the one before it ended. */
  boolean isOneStretch(List<Chunk> chunks) {
    for (int i = 1; i < chunks.size(); i++) {
      if (!follows(chunks.get(i), chunks.get(i - 1))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the two chunks come from one JVM, by the moment at which its clock began. */
  boolean haveOneClock(Chunk chunk, Chunk other) {
    return Math.abs(clockStart(chunk) - clockStart(other)) < SAME_CLOCK_SECONDS;
  }

  /**
   * The parts of each run, in the order of the file.
   *
   * @throws CannotReadException with a sentence about the bytes in which two runs are mixed
   */
  List<List<Part>> runs(List<Part> parts) throws CannotReadException {
    List<Run> named = new ArrayList<>();
    List<Run> unnamed = new ArrayList<>();
    for (Run stretch : stretches(parts)) {
      if (stretch.ids.size() > 1) {
        throw new CannotReadException(
            "the chunks from byte %d on hold the events of %d runs, which cannot be told apart;"
                    .formatted(stretch.first().offset(), stretch.ids.size())
                + " record each run into a file of its own");
      }
      (stretch.ids.isEmpty() ? unnamed : named).add(stretch);
    }
    List<Run> runs = new ArrayList<>();
    for (Run stretch : named) {
      merge(stretch, runs.stream().filter(run -> run.ids.equals(stretch.ids)).toList(), runs);
    }
    for (Run stretch : unnamed) {
      merge(
          stretch,
          runs.stream().filter(run -> haveOneClock(run.first(), stretch.first())).toList(),
          runs);
    }
    return runs.stream().map(run -> List.copyOf(run.parts)).toList();
  }

  private static void merge(Run stretch, List<Run> candidates, List<Run> runs) {
    if (candidates.size() == 1) {
      stretch.parts.forEach(candidates.get(0)::add);
    } else {
      runs.add(stretch);
    }
  }

  private List<Run> stretches(List<Part> parts) {
    List<Run> stretches = new ArrayList<>();
    Optional<Part> before = Optional.empty();
    for (Part part : parts) {
      if (before.isEmpty() || !follows(part.chunk(), before.get().chunk())) {
        stretches.add(new Run());
      }
      stretches.get(stretches.size() - 1).add(part);
      before = Optional.of(part);
    }
    return stretches;
  }

  private boolean follows(Chunk chunk, Chunk before) {
    return at(before, START_NANOS_AT) + at(before, DURATION_NANOS_AT) == at(chunk, START_NANOS_AT);
  }

  /** Seconds since the epoch at which the ticks of the chunk's clock were 0. */
  private double clockStart(Chunk chunk) {
    return at(chunk, START_NANOS_AT) / 1e9
        - (double) at(chunk, START_TICKS_AT) / at(chunk, TICKS_PER_SECOND_AT);
  }

  private long at(Chunk chunk, int field) {
    return file.getLong((int) chunk.offset() + field);
  }
}
