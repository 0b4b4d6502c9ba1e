package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Waiters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The events of one recording as they stand in the file, ids not yet resolved. */
final class RawEvents {
  record LockClassRow(
      String name, String origin, String kind, boolean reentrant, boolean general, String type) {}

  record InstanceRow(int lockClass, int permits) {}

  record Request(
      long seq,
      long time,
      int thread,
      int instance,
      int lockClass,
      String mode,
      String how,
      int site,
      int stack,
      String held,
      String operations) {}

  record SyncRow(
      long seq,
      long time,
      int thread,
      String kind,
      String path,
      long durationNanos,
      long bytes,
      Waiters waiters,
      int site,
      int stack,
      String held,
      String operations) {}

  record BlockingRow(
      long seq,
      long time,
      int thread,
      String kind,
      String detail,
      long durationNanos,
      long count,
      long totalNanos,
      Waiters waiters,
      int site,
      int stack,
      String held,
      String operations) {}

  record MisuseRow(
      long seq,
      long time,
      int thread,
      int instance,
      int lockClass,
      String mode,
      String rule,
      String detail,
      boolean certain,
      int site,
      int stack,
      String held,
      String operations) {}

  record OccurrenceRow(
      long seq,
      long time,
      int thread,
      int event,
      String values,
      int site,
      int stack,
      String held,
      String operations) {}

  record WaitRow(
      long seq,
      long time,
      int thread,
      String primitive,
      int event,
      int eventClass,
      int lock,
      int actor,
      boolean timed,
      int task,
      long since,
      int site,
      int stack,
      String held,
      String operations) {}

  record WaitEndRow(long seq, long begin, boolean came) {}

  record SignalRow(
      long seq,
      long time,
      int thread,
      String primitive,
      int event,
      int eventClass,
      int target,
      int task,
      long since,
      int site,
      int stack,
      String held) {}

  record TaskRow(
      long seq,
      int thread,
      int task,
      String phase,
      int event,
      int executor,
      int executorClass,
      int poolSize,
      int parent,
      long since,
      int site,
      int stack,
      String held) {}

  record Relation(long seq, int thread, int child) {}

  record DeadlockRow(long seq, long time, int deadlock, String detector) {}

  record DeadlockedRow(int deadlock, Request request, String waitsFor) {}

  record TraceRow(long seq, long time, int thread, int count, BlockTexts.Text data) {}

  record CoverageRow(
      long seq,
      long classesSeen,
      long classesWoven,
      long sites,
      long acquisitions,
      long eventsLost,
      String reason) {}

  record RecordingRow(
      int formatVersion,
      RunId run,
      String level,
      String javaVersion,
      String command,
      String specFile,
      String spec) {}

  /** What tells one run of a program from another. */
  record RunId(long pid, long startMillis) {}

  record SiteRow(String className, String method, String file, int line) {}

  record OperationRow(String name, String method) {}

  final List<RecordingRow> recordings = new ArrayList<>();
  final Map<Integer, String> threads = new HashMap<>();
  final Map<Integer, LockClassRow> lockClasses = new HashMap<>();
  final Map<Integer, InstanceRow> instances = new HashMap<>();
  final Set<Integer> releasedElsewhere = new HashSet<>();
  final Map<Integer, SiteRow> sites = new HashMap<>();
  final Map<Integer, String> stacks = new HashMap<>();
  final Map<Integer, OperationRow> operations = new HashMap<>();
  final Map<Long, Request> acquisitions = new HashMap<>();
  final Map<Integer, String> declaredEvents = new HashMap<>();
  final Map<Long, OccurrenceRow> occurrences = new HashMap<>();
  final Map<Long, SyncRow> syncs = new HashMap<>();
  final Map<Long, BlockingRow> blockings = new HashMap<>();
  final Map<Long, MisuseRow> misuses = new HashMap<>();
  final Map<Long, Relation> starts = new HashMap<>();
  final Map<Long, Relation> joins = new HashMap<>();
  final Map<Long, WaitRow> waits = new HashMap<>();
  final Map<Long, WaitEndRow> waitEnds = new HashMap<>();
  final Map<Long, SignalRow> signals = new HashMap<>();
  final Map<Long, TaskRow> tasks = new HashMap<>();
  final Map<Integer, DeadlockRow> deadlocks = new HashMap<>();
  final Map<Integer, Map<Integer, DeadlockedRow>> deadlocked = new HashMap<>();
  final Map<Long, TraceRow> traces = new HashMap<>();
  final Map<Long, CoverageRow> coverage = new HashMap<>();
  final Map<String, Set<String>> skipped = new HashMap<>();
  final Set<String> failedSelfChecks = new HashSet<>();
  final RawContention contention = new RawContention();
  long events;

  /** Facts of which it is not known what was held. They are lost. */
  long incomplete;

  /** The runs that the events name; the agent names its run once. */
  Set<RunId> runs() {
    return recordings.stream().map(RecordingRow::run).collect(Collectors.toSet());
  }

  /** Adds what {@code later} says; where both say something about an id, {@code later} counts. */
  void addAll(RawEvents later) {
    recordings.addAll(later.recordings);
    threads.putAll(later.threads);
    lockClasses.putAll(later.lockClasses);
    instances.putAll(later.instances);
    releasedElsewhere.addAll(later.releasedElsewhere);
    sites.putAll(later.sites);
    stacks.putAll(later.stacks);
    operations.putAll(later.operations);
    acquisitions.putAll(later.acquisitions);
    declaredEvents.putAll(later.declaredEvents);
    occurrences.putAll(later.occurrences);
    syncs.putAll(later.syncs);
    blockings.putAll(later.blockings);
    misuses.putAll(later.misuses);
    starts.putAll(later.starts);
    joins.putAll(later.joins);
    waits.putAll(later.waits);
    waitEnds.putAll(later.waitEnds);
    signals.putAll(later.signals);
    tasks.putAll(later.tasks);
    deadlocks.putAll(later.deadlocks);
    later.deadlocked.forEach(
        (id, rows) -> deadlocked.computeIfAbsent(id, key -> new HashMap<>()).putAll(rows));
    traces.putAll(later.traces);
    coverage.putAll(later.coverage);
    later.skipped.forEach(
        (name, reasons) ->
            skipped.computeIfAbsent(name, key -> new LinkedHashSet<>()).addAll(reasons));
    failedSelfChecks.addAll(later.failedSelfChecks);
    contention.addAll(later.contention);
    events += later.events;
  }
}
