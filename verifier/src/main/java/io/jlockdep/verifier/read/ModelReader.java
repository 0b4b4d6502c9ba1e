package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Deadlock;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
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
  private final List<RecordingSummary> recordings = new ArrayList<>();
  private final Map<String, LockClass> classes = new LinkedHashMap<>();
  private final List<Acquisition> acquisitions = new ArrayList<>();
  private final List<Sync> syncs = new ArrayList<>();
  private final List<ThreadStart> starts = new ArrayList<>();
  private final List<ThreadJoin> joins = new ArrayList<>();
  private final List<Deadlock> deadlocks = new ArrayList<>();
  private final Set<Contract> contracts = new LinkedHashSet<>();
  private long instances;
  private long threads;

  /**
   * @param givenContracts used instead of those inside the recordings
   */
  public ModelReader(Optional<List<Contract>> givenContracts) {
    this.givenContracts = givenContracts;
    givenContracts.ifPresent(contracts::addAll);
  }

  /**
   * Adds what {@code path} says, as far as it can be read.
   *
   * @throws CannotReadException if nothing in it can be used; the model is as before, except that
   *     it lists the file
   */
  public void add(Path path) throws CannotReadException {
    long bytes = 0;
    try {
      bytes = Files.size(path);
      addFile(path, bytes);
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
        deadlocks,
        List.copyOf(contracts),
        instances,
        threads);
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

  private void addRun(Path path, RecordingFileReader.Outcome run) {
    RawEvents raw = run.raw();
    List<String> problems = new ArrayList<>(run.problems());
    if (raw.recordings.isEmpty()) {
      problems.add("the event that describes the recording is missing");
    }
    Dictionary dictionary = new Dictionary(recordings.size(), raw, classes);
    Resolver resolver = new Resolver(raw, dictionary);
    resolver.resolve();
    problems.addAll(resolver.problems());
    acquisitions.addAll(resolver.acquisitions());
    syncs.addAll(resolver.syncs());
    starts.addAll(resolver.starts());
    joins.addAll(resolver.joins());
    deadlocks.addAll(resolver.deadlocks());
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
        embedded.addAll(
            SpecReader.contracts(path + ": spec file inside (" + row.specFile() + ")", row.spec()));
      }
    }
    return embedded;
  }
}
