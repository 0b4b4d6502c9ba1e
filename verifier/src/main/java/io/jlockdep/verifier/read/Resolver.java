package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Blocking;
import io.jlockdep.verifier.model.CoverageFigures;
import io.jlockdep.verifier.model.Deadlock;
import io.jlockdep.verifier.model.DeadlockedThread;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.SkippedClass;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.model.Waits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Turns the events of one recording into facts of the model. */
final class Resolver {
  private final RawEvents raw;
  private final Dictionary dictionary;
  private final TraceDecoder trace;
  private final WaitResolver waits;
  private final List<Acquisition> acquisitions = new ArrayList<>();
  private final List<Sync> syncs = new ArrayList<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final List<Misuse> misuses = new ArrayList<>();
  private final List<Blocking> blockings = new ArrayList<>();
  private final List<ThreadStart> starts = new ArrayList<>();
  private final List<ThreadJoin> joins = new ArrayList<>();
  private final List<Deadlock> deadlocks = new ArrayList<>();
  private long malformed;

  Resolver(RawEvents raw, Dictionary dictionary, TraceBudget budget) {
    this.raw = raw;
    this.dictionary = dictionary;
    this.trace = new TraceDecoder(dictionary, new RecordedSignals(raw, dictionary), budget);
    this.waits = new WaitResolver(raw, dictionary);
  }

  void resolve() {
    trace.replay(raw.traces.values()); // the greatest part of a recording, gone afterwards
    each(raw.acquisitions.values(), this::acquisition, acquisitions);
    acquisitions.addAll(trace.acquisitions());
    acquisitions.sort(Comparator.comparingLong(Acquisition::seq));
    each(raw.syncs.values(), this::sync, syncs);
    each(raw.occurrences.values(), this::occurrence, occurrences);
    each(raw.misuses.values(), this::misuse, misuses);
    misuses.sort(Comparator.comparingLong(Misuse::seq));
    each(raw.blockings.values(), this::blocking, blockings);
    blockings.sort(Comparator.comparingLong(Blocking::seq));
    occurrences.sort(Comparator.comparingLong(Occurrence::seq));
    syncs.sort(Comparator.comparingLong(Sync::seq));
    each(
        raw.starts.values(),
        row ->
            new ThreadStart(
                dictionary.thread(row.thread()), row.seq(), dictionary.thread(row.child())),
        starts);
    each(
        raw.joins.values(),
        row ->
            new ThreadJoin(
                dictionary.thread(row.thread()), row.seq(), dictionary.thread(row.child())),
        joins);
    waits.resolve();
    starts.addAll(trace.starts);
    joins.addAll(trace.joins);
    each(
        raw.deadlocks.values().stream()
            .sorted(Comparator.comparingLong(RawEvents.DeadlockRow::seq))
            .toList(),
        this::deadlock,
        deadlocks);
  }

  /** The trace, if one was recorded. */
  Optional<Trace> trace() {
    return trace.trace();
  }

  List<Acquisition> acquisitions() {
    return acquisitions;
  }

  List<Sync> syncs() {
    return syncs;
  }

  List<Occurrence> occurrences() {
    return occurrences;
  }

  List<Misuse> misuses() {
    return misuses;
  }

  List<Blocking> blockings() {
    return blockings;
  }

  List<ThreadStart> starts() {
    return starts;
  }

  List<ThreadJoin> joins() {
    return joins;
  }

  Waits waits() {
    return waits.waits();
  }

  List<Deadlock> deadlocks() {
    return deadlocks;
  }

  /** What did not follow the format; empty for a recording in order. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    malformed += waits.malformed();
    if (malformed > 0) {
      problems.add(malformed + " events do not follow the format and were left out");
    }
    if (trace.lost() > 0) {
      problems.add(
          trace.lost()
              + " acquisitions of a great many different kinds were left out of the graph");
    }
    if (trace.damagedBlocks() > 0) {
      problems.add(trace.damagedBlocks() + " trace blocks end within a record");
    }
    return problems;
  }

  /** The last figures of the agent, with the acquisitions counted here at level trace. */
  CoverageFigures coverage() {
    return lastCoverage()
        .map(
            row ->
                new CoverageFigures(
                    row.classesSeen(),
                    row.classesWoven(),
                    raw.skipped.size(), // the agent counts the methods
                    row.sites(),
                    Math.max(row.acquisitions(), trace.acquisitionCount()),
                    row.eventsLost() + raw.incomplete))
        .orElse(
            new CoverageFigures(
                0, 0, raw.skipped.size(), 0, trace.acquisitionCount(), raw.incomplete));
  }

  /** How the recording ended. */
  String end() {
    return lastCoverage()
        .map(RawEvents.CoverageRow::reason)
        .filter(List.of("exit", "checkpoint", "deadlock")::contains)
        .orElse("none");
  }

  /** Each class once, with all that is said against it (the agent lists every method). */
  List<SkippedClass> skipped() {
    return raw.skipped.entrySet().stream()
        .map(
            entry ->
                new SkippedClass(
                    entry.getKey(), String.join("; ", new TreeSet<>(entry.getValue()))))
        .sorted(Comparator.comparing(SkippedClass::className))
        .toList();
  }

  private Optional<RawEvents.CoverageRow> lastCoverage() {
    return raw.coverage.values().stream().max(Comparator.comparingLong(RawEvents.CoverageRow::seq));
  }

  private <T, R> void each(Collection<T> rows, Function<T, R> resolve, List<R> into) {
    for (T row : rows) {
      try {
        into.add(resolve.apply(row));
      } catch (IllegalArgumentException e) {
        malformed++;
      }
    }
  }

  private Acquisition acquisition(RawEvents.Request row) {
    return new Acquisition(
        dictionary.thread(row.thread()),
        row.seq(),
        row.time(),
        dictionary.instance(row.instance(), row.lockClass()),
        Dictionary.mode(row.mode()),
        Dictionary.how(row.how()),
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()),
        dictionary.operations(row.operations()),
        false);
  }

  private Occurrence occurrence(RawEvents.OccurrenceRow row) {
    List<Long> values = new ArrayList<>();
    for (String value : row.values().isEmpty() ? new String[0] : row.values().split(",")) {
      values.add(Long.parseLong(value));
    }
    String name = raw.declaredEvents.get(row.event());
    if (name == null) {
      throw new IllegalArgumentException("event " + row.event() + " is not declared");
    }
    return new Occurrence(
        dictionary.recording(),
        dictionary.thread(row.thread()),
        row.seq(),
        row.time(),
        name,
        values,
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()),
        dictionary.operations(row.operations()));
  }

  private Sync sync(RawEvents.SyncRow row) {
    return new Sync(
        dictionary.thread(row.thread()),
        row.seq(),
        row.time(),
        row.kind(),
        row.path(),
        row.durationNanos(),
        row.bytes(),
        row.waiters(),
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()),
        dictionary.operations(row.operations()));
  }

  private Blocking blocking(RawEvents.BlockingRow row) {
    return new Blocking(
        dictionary.thread(row.thread()),
        row.seq(),
        row.time(),
        row.kind(),
        row.detail(),
        row.durationNanos(),
        row.count(),
        row.totalNanos(),
        row.waiters(),
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()),
        dictionary.operations(row.operations()));
  }

  private Misuse misuse(RawEvents.MisuseRow row) {
    return new Misuse(
        dictionary.thread(row.thread()),
        row.seq(),
        row.time(),
        Misuse.Rule.valueOf(row.rule().toUpperCase(Locale.ROOT).replace('-', '_')),
        dictionary.instance(row.instance(), row.lockClass()),
        Dictionary.mode(row.mode()),
        row.detail(),
        row.certain(),
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()),
        dictionary.operations(row.operations()));
  }

  private Deadlock deadlock(RawEvents.DeadlockRow row) {
    List<DeadlockedThread> threads = new ArrayList<>();
    each(
        raw.deadlocked.getOrDefault(row.deadlock(), Map.of()).values(),
        blocked -> deadlockedThread(row, blocked),
        threads);
    threads.sort(Comparator.comparingInt(thread -> thread.thread().id()));
    return new Deadlock(row.detector(), threads);
  }

  /** The request is placed at the moment of the discovery: all that came before is over. */
  private DeadlockedThread deadlockedThread(
      RawEvents.DeadlockRow deadlock, RawEvents.DeadlockedRow row) {
    RawEvents.Request r = row.request();
    Acquisition request =
        acquisition(
            new RawEvents.Request(
                deadlock.seq(),
                deadlock.time(),
                r.thread(),
                r.instance(),
                r.lockClass(),
                r.mode(),
                r.how(),
                r.site(),
                r.stack(),
                r.held(),
                r.operations()));
    return new DeadlockedThread(
        request, HeldText.ids(row.waitsFor()).stream().map(dictionary::thread).toList());
  }
}
