package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Blocking;
import io.jlockdep.verifier.model.Contention;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Deadlock;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Incidents;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Signal;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.TaskStep;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.model.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads recordings, one after the other, into one model; ids are those of one run. */
public final class ModelReader {
  private static final int FORMAT_VERSION = 1;

  private final Optional<List<Contract>> givenContracts;
  private final TraceBudget budget;
  private final List<RecordingSummary> recordings = new ArrayList<>();
  private final Map<String, LockClass> classes = new LinkedHashMap<>();
  private final List<Acquisition> acquisitions = new ArrayList<>();
  private final List<Sync> syncs = new ArrayList<>();
  private final List<ThreadStart> starts = new ArrayList<>();
  private final List<ThreadJoin> joins = new ArrayList<>();
  private final List<EventWait> waits = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<TaskStep> tasks = new ArrayList<>();
  private final List<Deadlock> deadlocks = new ArrayList<>();
  private final Set<Contract> contracts = new LinkedHashSet<>();
  private final Set<Rule> rules = new LinkedHashSet<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final List<Misuse> misuses = new ArrayList<>();
  private final List<Blocking> blockings = new ArrayList<>();
  private final List<Contention> contentions = new ArrayList<>();
  private final List<Trace> traces = new ArrayList<>();
  private ReadProgress progress = (bytes, ofBytes) -> {};
  private long furtherPairs;
  private long instances;
  private long threads;

  /**
   * @param givenContracts used instead of those inside the recordings
   */
  public ModelReader(Optional<List<Contract>> givenContracts) {
    this(givenContracts, TraceBudget.ofHeap());
  }

  /**
   * @param givenContracts used instead of those inside the recordings
   * @param budget how much of all their traces stays in memory
   */
  public ModelReader(Optional<List<Contract>> givenContracts, TraceBudget budget) {
    this.givenContracts = givenContracts;
    this.budget = budget;
    givenContracts.ifPresent(contracts::addAll);
  }

  /** Also judges by these rules about events; for use with contracts that are given. */
  public void addRules(List<Rule> given) {
    rules.addAll(given);
  }

  /** Says from now on how far the reading is, as far as that is known. */
  public void onProgress(ReadProgress listener) {
    progress = listener;
  }

  /**
   * Adds what {@code path} says, as far as it can be read.
   *
   * @throws CannotReadException if nothing in it can be used; the model is as before, except that
   *     it lists the file
   */
  public void add(Path path) throws CannotReadException {
    add(path, this::addFile);
  }

  /**
   * Adds a trace in the exchange format: lines {@code thread|op|loc}.
   *
   * @param alone whether no other file comes with it: then what cannot be part of a cycle is passed
   *     over
   * @throws CannotReadException if it does not follow the format; the model is as before, except
   *     that it lists the file
   */
  public void addStd(Path path, boolean alone) throws CannotReadException {
    add(path, (file, bytes) -> addStdFile(file, bytes, alone));
  }

  private interface Intake {
    void add(Path path, long bytes) throws IOException, CannotReadException;
  }

  private void add(Path path, Intake intake) throws CannotReadException {
    long bytes = 0;
    try {
      bytes = Files.size(path);
      intake.add(path, bytes);
    } catch (IOException e) {
      String problem = "cannot be read: " + IoTrouble.words(e);
      recordings.add(RecordingSummary.unreadable(path.toString(), bytes, problem));
      throw new CannotReadException(path + ": " + problem);
    } catch (CannotReadException e) {
      recordings.add(
          RecordingSummary.unreadable(
              path.toString(), bytes, String.valueOf(e.getMessage()).replace(path + ": ", "")));
      throw e;
    }
  }

  /** Everything that was added. */
  public Model model() {
    return new Model(
        recordings,
        List.copyOf(classes.values()),
        acquisitions,
        syncs,
        starts,
        joins,
        new Waits(waits, signals, tasks),
        deadlocks,
        List.copyOf(contracts),
        traces,
        furtherPairs,
        instances,
        threads,
        List.copyOf(rules),
        occurrences,
        new Incidents(misuses, blockings, Contention.of(contentions)));
  }

  private void addFile(Path path, long bytes) throws IOException, CannotReadException {
    if (bytes == 0) {
      throw new CannotReadException(
          path + ": empty file; did the recorded program run to its end, with out= naming it?");
    }
    List<RecordingFileReader.Outcome> runs = usable(path, RecordingFileReader.read(path, bytes));
    List<Contract> embedded = new ArrayList<>();
    for (RecordingFileReader.Outcome run : runs) {
      embedded.addAll(embeddedContracts(path, run.raw()));
    }
    runs.forEach(run -> addRun(path, run));
    contracts.addAll(embedded);
  }

  private void addStdFile(Path path, long bytes, boolean alone)
      throws IOException, CannotReadException {
    StdModel std =
        StdModel.read(path, recordings.size(), classes, budget, read -> progress.read(read, bytes));
    Trace trace = std.trace();
    boolean all = givenContracts.isPresent() || !alone;
    acquisitions.addAll(StdAcquisitions.of(trace, all).list());
    if (!all) {
      furtherPairs += trace.lockOrder().pairs() - trace.lockOrder().pairsOnCycles();
    }
    starts.addAll(std.starts());
    joins.addAll(std.joins());
    traces.add(trace);
    instances += std.locks().size();
    threads += std.threadCount();
    recordings.add(std.summary());
  }

  private void addRun(Path path, RecordingFileReader.Outcome run) {
    RawEvents raw = run.raw();
    List<String> problems = new ArrayList<>(run.problems());
    if (raw.recordings.isEmpty()) {
      problems.add("the event that describes the recording is missing");
    }
    Dictionary dictionary = new Dictionary(recordings.size(), raw, classes);
    Resolver resolver = new Resolver(raw, dictionary, budget);
    resolver.resolve();
    problems.addAll(resolver.problems());
    acquisitions.addAll(resolver.acquisitions());
    syncs.addAll(resolver.syncs());
    occurrences.addAll(resolver.occurrences());
    misuses.addAll(resolver.misuses());
    blockings.addAll(resolver.blockings());
    contentions.add(raw.contention.resolve(dictionary));
    starts.addAll(resolver.starts());
    joins.addAll(resolver.joins());
    waits.addAll(resolver.waits().waits());
    signals.addAll(resolver.waits().signals());
    tasks.addAll(resolver.waits().tasks());
    deadlocks.addAll(resolver.deadlocks());
    resolver.trace().ifPresent(traces::add);
    instances += dictionary.instanceCount();
    threads += dictionary.threadCount();
    Optional<RawEvents.RecordingRow> header = raw.recordings.stream().findFirst();
    recordings.add(
        new RecordingSummary(
            path.toString(),
            run.bytes(),
            run.bytesRead(),
            problems.isEmpty(),
            raw.events,
            header.map(RawEvents.RecordingRow::level).orElse(""),
            header.map(RawEvents.RecordingRow::javaVersion).orElse(""),
            header.map(RawEvents.RecordingRow::command).orElse(""),
            resolver.end(),
            problems,
            resolver.coverage(),
            resolver.skipped(),
            raw.failedSelfChecks.stream().sorted().toList()));
  }

  /** The runs with something of ours; the first of them lists the problems of the others too. */
  private static List<RecordingFileReader.Outcome> usable(
      Path path, List<RecordingFileReader.Outcome> runs) throws CannotReadException {
    if (runs.stream().allMatch(run -> run.raw().events == 0)) {
      Optional<String> problem = runs.stream().flatMap(run -> run.problems().stream()).findFirst();
      throw new CannotReadException(
          problem.isEmpty()
              ? path
                  + ": a JFR recording without events of jlockdep; was the program run with"
                  + " -javaagent:jlockdep-agent.jar?"
              : path
                  + ": damaged, and no event of jlockdep could be read ("
                  + problem.get()
                  + "); record again");
    }
    for (RecordingFileReader.Outcome run : runs) {
      checkFormat(path, run.raw());
    }
    List<RecordingFileReader.Outcome> ours =
        new ArrayList<>(runs.stream().filter(run -> run.raw().events > 0).toList());
    List<String> othersProblems =
        runs.stream()
            .filter(run -> run.raw().events == 0)
            .flatMap(run -> run.problems().stream())
            .toList();
    ours.set(0, ours.get(0).withProblems(othersProblems));
    return ours;
  }

  private static void checkFormat(Path path, RawEvents raw) throws CannotReadException {
    for (RawEvents.RecordingRow row : raw.recordings) {
      if (row.formatVersion() != FORMAT_VERSION) {
        throw new CannotReadException(
            path
                + ": recording format "
                + row.formatVersion()
                + ", this verifier reads "
                + FORMAT_VERSION
                + "; use agent and verifier of one release");
      }
    }
  }

  private List<Contract> embeddedContracts(Path path, RawEvents raw) throws CannotReadException {
    List<Contract> embedded = new ArrayList<>();
    if (givenContracts.isPresent()) {
      return embedded;
    }
    for (RawEvents.RecordingRow row : raw.recordings) {
      if (!row.spec().isBlank()) {
        String file = path + ": spec file inside (" + row.specFile() + ")";
        embedded.addAll(SpecReader.contracts(file, row.spec()));
        rules.addAll(SpecReader.rules(file, row.spec()));
      }
    }
    return embedded;
  }
}
