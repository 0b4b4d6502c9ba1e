package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.CoverageFigures;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.model.TraceOp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** What a trace in the exchange format says, in the words of the model: each lock is a class. */
final class StdModel {
  private final Path path;
  private final int recording;
  private final StdTraceReader reader;
  private final List<RecordedThread> threads = new ArrayList<>();
  private final List<LockInstance> locks = new ArrayList<>();
  private final List<LockClass> classes = new ArrayList<>();

  private StdModel(Path path, int recording, TraceBudget budget) {
    this.path = path;
    this.recording = recording;
    this.reader = new StdTraceReader(path.toString(), budget);
  }

  /**
   * Reads a file.
   *
   * @param classesByName the lock classes of all recordings, which grows as they are met
   * @param budget how much of the trace stays in memory
   * @param progress hears how many bytes were read so far
   */
  static StdModel read(
      Path path,
      int recording,
      Map<String, LockClass> classesByName,
      TraceBudget budget,
      LongConsumer progress)
      throws IOException, CannotReadException {
    StdModel model = new StdModel(path, recording, budget);
    try (InputStream in = Files.newInputStream(path)) {
      model.reader.read(in, progress);
    }
    if (model.reader.events() == 0) {
      throw new CannotReadException(path + ": no event in it; expected lines thread|op|loc");
    }
    model.resolve(classesByName);
    return model;
  }

  private void resolve(Map<String, LockClass> classesByName) {
    for (int i = 0; i < reader.threads.size(); i++) {
      threads.add(new RecordedThread(recording, i, reader.threads.name(i)));
    }
    for (int i = 0; i < reader.locks.size(); i++) {
      LockClass lockClass =
          classesByName.computeIfAbsent(
              reader.locks.name(i),
              name -> new LockClass(name, "declared", LockKind.LOCK, true, false, ""));
      classes.add(lockClass);
      locks.add(new LockInstance(recording, i, lockClass, 0, reader.intake.isReleasedElsewhere(i)));
    }
  }

  List<RecordedThread> threads() {
    return threads;
  }

  List<LockInstance> locks() {
    return locks;
  }

  long threadCount() {
    return reader.threads.actingCount();
  }

  /** The whole trace; takes over the log. */
  Trace trace() {
    return new Trace(
        reader.intake.log,
        reader.events(),
        reader.threads.actingCount(),
        reader.intake.lockOrder,
        threads,
        locks,
        reader.variables.size(),
        number -> place(number));
  }

  List<ThreadStart> starts() {
    return reader.relations.stream()
        .filter(each -> each.op() == TraceOp.FORK)
        .map(
            each ->
                new ThreadStart(threads.get(each.thread()), each.seq(), threads.get(each.child())))
        .toList();
  }

  List<ThreadJoin> joins() {
    return reader.relations.stream()
        .filter(each -> each.op() == TraceOp.JOIN)
        .map(
            each ->
                new ThreadJoin(threads.get(each.thread()), each.seq(), threads.get(each.child())))
        .toList();
  }

  /** What is known about the file. */
  RecordingSummary summary() {
    return new RecordingSummary(
        path.toString(),
        reader.bytesRead(),
        reader.bytesRead(),
        true,
        reader.events(),
        "trace",
        "",
        "",
        "none",
        List.of(),
        new CoverageFigures(0, 0, 0, 0, reader.intake.acquisitions(), 0),
        List.of(),
        List.of());
  }

  private Frame place(int number) {
    return number == 0 ? Frame.UNKNOWN : Frame.named(reader.sites.name(number));
  }
}
