package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Contention;
import io.jlockdep.verifier.model.CoverageFigures;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.Place;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.SkippedClass;
import io.jlockdep.verifier.model.SyncFigures;
import io.jlockdep.verifier.model.TraceFigures;
import io.jlockdep.verifier.model.Witness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report for programs: one JSON object, described by {@code docs/report.schema.json}. */
public final class JsonReport {
  private static final int SCHEMA_VERSION = 1;

  /** Rows of the table of waits and holds. */
  private static final int MAX_LOCKS = 1000;

  private JsonReport() {}

  /** The report of everything that was found. */
  public static String of(Judgement judgement) {
    return of(Report.of(judgement));
  }

  /** The whole report; ends with a newline. */
  public static String of(Report source) {
    return JsonText.indented(content(source));
  }

  /** What is written, as maps, lists and values. */
  static Map<String, Object> content(Report source) {
    Map<String, Object> report = new LinkedHashMap<>();
    Judgement judgement = source.judgement();
    Model model = judgement.model();
    report.put("schemaVersion", SCHEMA_VERSION);
    report.put("recordings", model.recordings().stream().map(JsonReport::recording).toList());
    report.put("findings", source.findings().stream().map(JsonReport::finding).toList());
    if (source.comparison().baseline().isGiven()) {
      report.put("baseline", JsonBaseline.of(source));
    }
    report.put("coverage", coverage(model));
    report.put("stats", stats(source));
    Contention contention = model.incidents().contention();
    if (contention.isMeasured()) {
      report.put(
          "contention",
          new ContentionTable(contention, new Names(model))
              .json(ContentionTable.Order.WAIT_TOTAL, MAX_LOCKS));
    }
    return report;
  }

  private static Map<String, Object> recording(RecordingSummary recording) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", recording.path());
    json.put("bytes", recording.bytes());
    json.put("bytesRead", recording.bytesRead());
    json.put("complete", recording.complete());
    json.put("events", recording.events());
    json.put("level", recording.level());
    json.put("jvm", recording.jvm());
    json.put("command", recording.command());
    json.put("end", recording.end());
    json.put("problems", recording.problems());
    return json;
  }

  static Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fingerprint", finding.fingerprint());
    json.put("category", finding.category().word());
    json.put("grade", finding.verdict().grade().word());
    json.put("severity", finding.severity().word());
    json.put("downgrades", finding.verdict().downgrades());
    json.put("title", finding.title());
    json.put("locks", finding.locks());
    json.put("edges", finding.edges().stream().map(JsonReport::edge).toList());
    json.put("threads", threads(finding));
    json.put("operations", finding.operations());
    json.put("contracts", finding.contracts());
    json.put("witnesses", finding.witnesses());
    json.put("whyNotHigher", finding.verdict().whyNotHigher());
    json.put("nextStep", Advice.nextStep(finding));
    finding.sync().ifPresent(sync -> json.put("sync", sync(sync)));
    if (!finding.occurrences().isEmpty()) {
      json.put("occurrences", finding.occurrences().stream().map(JsonReport::occurrence).toList());
    }
    if (!finding.places().isEmpty()) {
      json.put("places", finding.places().stream().map(JsonReport::place).toList());
    }
    finding.blame().ifPresent(blame -> json.put("blame", blame(blame)));
    finding.witness().ifPresent(witness -> json.put("witness", witness(witness)));
    return json;
  }

  private static List<String> threads(Finding finding) {
    return Stream.concat(
            Stream.concat(
                    finding.edges().stream().map(Dependency::thread),
                    finding.edges().isEmpty()
                        ? finding.evidence().stream().limit(1).map(request -> request.thread())
                        : Stream.empty())
                .map(RecordedThread::name),
            Stream.concat(
                finding.sync().stream().map(sync -> sync.example().thread().name()),
                Stream.concat(
                    finding.occurrences().stream().map(each -> each.thread().name()),
                    finding.places().stream().map(each -> each.thread().name()))))
        .distinct()
        .toList();
  }

  private static Map<String, Object> edge(Dependency edge) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", edge.from().name());
    json.put("to", edge.to().name());
    json.put("heldMode", edge.held().mode().word());
    json.put("acquiredMode", edge.acquisition().mode().word());
    json.put("how", edge.acquisition().how().word());
    json.put("thread", edge.thread().name());
    json.put("timeNanos", edge.acquisition().time());
    json.put("fromSite", edge.held().site().toString());
    json.put("toSite", edge.acquisition().site().toString());
    json.put("fromStack", stack(edge.held().stack()));
    json.put("fromStackExact", edge.held().exact());
    json.put("toStack", stack(edge.acquisition().stack()));
    json.put("operations", operations(edge.acquisition().operations()));
    return json;
  }

  private static Map<String, Object> sync(SyncFigures sync) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", sync.kind());
    json.put("path", sync.example().path());
    json.put("count", sync.count());
    json.put("totalNanos", sync.totalNanos());
    json.put("maxNanos", sync.maxNanos());
    json.put("bytes", sync.bytes());
    json.put("site", sync.example().site().toString());
    json.put("stack", stack(sync.example().stack()));
    json.put("held", sync.held().stream().map(lock -> lock.lockClass().name()).toList());
    return json;
  }

  private static Map<String, Object> occurrence(Occurrence occurrence) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("event", occurrence.event());
    json.put("values", occurrence.values());
    json.put("thread", occurrence.thread().name());
    json.put("timeNanos", occurrence.time());
    json.put("site", occurrence.site().toString());
    json.put("stack", stack(occurrence.stack()));
    json.put("operations", operations(occurrence.operations()));
    json.put("held", occurrence.held().stream().map(held -> held.lockClass().name()).toList());
    return json;
  }

  private static Map<String, Object> place(Place place) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", place.what());
    json.put("thread", place.thread().name());
    json.put("timeNanos", place.time());
    json.put("site", place.site().toString());
    json.put("stack", stack(place.stack()));
    json.put("operations", operations(place.operations()));
    json.put("held", place.held().stream().map(held -> held.lockClass().name()).toList());
    return json;
  }

  private static Map<String, Object> blame(Blame blame) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calls", blame.calls());
    json.put("unknownCalls", blame.unknownCalls());
    json.put("mostThreads", blame.mostThreads());
    json.put("atLeastNanos", blame.atLeastNanos());
    json.put("atMostNanos", blame.atMostNanos());
    return json;
  }

  private static Map<String, Object> witness(Witness witness) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("events", witness.events());
    json.put("threads", witness.threads().stream().map(JsonReport::prefix).toList());
    return json;
  }

  private static Map<String, Object> prefix(Witness.Prefix prefix) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("thread", prefix.thread().name());
    json.put("events", prefix.events());
    json.put("of", prefix.of());
    return json;
  }

  private static Map<String, Object> coverage(Model model) {
    CoverageFigures sum =
        model.recordings().stream()
            .map(RecordingSummary::coverage)
            .reduce(CoverageFigures.NONE, CoverageFigures::plus);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("classesSeen", sum.classesSeen());
    json.put("classesWoven", sum.classesWoven());
    Map<String, List<String>> skipped = skipped(model);
    json.put("classesSkippedCount", skipped.size());
    json.put(
        "classesSkipped",
        skipped.entrySet().stream()
            .map(entry -> skipped(entry.getKey(), String.join("; ", entry.getValue())))
            .toList());
    json.put("sites", sum.sites());
    json.put("acquisitions", sum.acquisitions());
    json.put("eventsLost", sum.eventsLost());
    json.put(
        "failedSelfChecks",
        model.recordings().stream()
            .flatMap(recording -> recording.failedSelfChecks().stream())
            .distinct()
            .toList());
    return json;
  }

  /** Each class of all recordings once, with the different things said against it. */
  private static Map<String, List<String>> skipped(Model model) {
    return model.recordings().stream()
        .flatMap(recording -> recording.skipped().stream())
        .distinct()
        .collect(
            Collectors.groupingBy(
                SkippedClass::className,
                LinkedHashMap::new,
                Collectors.mapping(SkippedClass::reason, Collectors.toList())));
  }

  private static Map<String, Object> skipped(String className, String reason) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("class", className);
    json.put("reason", reason);
    return json;
  }

  private static Map<String, Object> stats(Report report) {
    Judgement judgement = report.judgement();
    Model model = judgement.model();
    Map<String, Object> json = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      json.put(
          severity.word() + "s",
          report.findings().stream().filter(each -> each.severity() == severity).count());
    }
    json.put("lockClasses", model.lockClasses().size());
    json.put("lockInstances", model.instances());
    json.put("threads", model.threads());
    json.put("witnesses", model.acquisitions().size());
    json.put("dependencies", judgement.dependencies());
    json.put("syncs", model.syncs().size());
    json.put("deadlocks", model.deadlocks().size());
    json.put("contracts", model.contracts().size() + model.rules().size());
    json.put("cyclesCut", judgement.cyclesCut());
    trace(judgement.traces(), json);
    return json;
  }

  /** The figures of the traces; all 0 where none was recorded. */
  private static void trace(TraceFigures traces, Map<String, Object> json) {
    json.put("events", traces.events());
    json.put("locks", traces.locks());
    json.put("variables", traces.variables());
    json.put("cycles", traces.cycles());
    json.put("abstractPatterns", traces.patterns());
    json.put("predictedDeadlocks", traces.predicted());
    json.put("predictedDeadlocksByLocation", traces.predictedPlaces());
    json.put("rejectedPredictions", traces.rejected());
    json.put("patternsCut", traces.cut());
    json.put("tracesNotPredicted", traces.leftOut());
  }

  private static List<String> stack(List<Frame> frames) {
    return frames.stream().map(Frame::toString).toList();
  }

  private static List<String> operations(List<Operation> operations) {
    return operations.stream().map(Operation::name).toList();
  }
}
