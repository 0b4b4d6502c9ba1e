package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Contention;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Sync;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts of what is in recordings, and for each lock class how often it was taken. */
public final class StatReport {
  private final Judgement judgement;
  private final ClassGraph graph;
  private final Map<String, Long> syncsUnder = new HashMap<>();

  private StatReport(Judgement judgement) {
    this.judgement = judgement;
    this.graph = ClassGraph.of(judgement);
    for (Sync sync : judgement.model().syncs()) {
      sync.held().stream()
          .map(HeldLock::lockClass)
          .distinct()
          .forEach(each -> syncsUnder.merge(each.name(), 1L, Long::sum));
    }
  }

  /**
   * As tables; lines end with a newline.
   *
   * @param top rows of the table of waits and holds
   */
  public static String text(Judgement judgement, ContentionTable.Order order, int top) {
    return new StatReport(judgement).text(order, top);
  }

  /** As one JSON object; ends with a newline. */
  public static String json(Judgement judgement, ContentionTable.Order order, int top) {
    StatReport stat = new StatReport(judgement);
    Map<String, Object> json = new LinkedHashMap<>(stat.counts());
    List<Object> classes = new ArrayList<>();
    for (LockClass each : stat.busiestFirst()) {
      ClassGraph.Use use = stat.graph.use(each.name());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", each.name());
      row.put("kind", each.kind().word());
      row.put("exclusive", use.exclusive);
      row.put("shared", use.shared);
      row.put("tried", use.tried);
      row.put("outer", use.asHeld);
      row.put("syncsUnder", stat.syncsUnder.getOrDefault(each.name(), 0L));
      classes.add(row);
    }
    json.put("classes", classes);
    Contention contention = judgement.model().incidents().contention();
    if (contention.isMeasured()) {
      json.put(
          "contention",
          new ContentionTable(contention, new Names(judgement.model())).json(order, top));
    }
    return JsonText.indented(json);
  }

  private Map<String, Long> counts() {
    Model model = judgement.model();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("recordings", (long) model.recordings().size());
    counts.put("events", model.recordings().stream().mapToLong(RecordingSummary::events).sum());
    counts.put("threads", model.threads());
    counts.put("lockClasses", (long) model.lockClasses().size());
    counts.put("lockObjects", model.instances());
    counts.put("edges", judgement.dependencies());
    counts.put("witnesses", (long) model.acquisitions().size());
    counts.put("traceEvents", judgement.traces().events());
    counts.put("syncs", (long) model.syncs().size());
    counts.put("waits", (long) model.waits().waits().size());
    counts.put("signals", (long) model.waits().signals().size());
    counts.put("tasks", (long) model.waits().tasks().size());
    counts.put("occurrences", (long) model.occurrences().size());
    counts.put("deadlocks", (long) model.deadlocks().size());
    counts.put("findings", (long) judgement.findings().size());
    return counts;
  }

  private List<LockClass> busiestFirst() {
    return graph.classes().values().stream()
        .sorted(
            Comparator.comparingLong(
                    (LockClass each) -> {
                      ClassGraph.Use use = graph.use(each.name());
                      return -(use.exclusive + use.shared);
                    })
                .thenComparing(LockClass::name))
        .toList();
  }

  private String text(ContentionTable.Order order, int top) {
    StringBuilder out = new StringBuilder();
    counts()
        .forEach(
            (name, count) -> out.append(String.format(Locale.ROOT, "%-12s %d\n", name, count)));
    out.append('\n');
    Names names = new Names(judgement.model());
    List<LockClass> classes = busiestFirst();
    int width = classes.stream().mapToInt(each -> names.of(each).length()).max().orElse(0);
    String format = "%-" + Math.max(10, width) + "s  %-15s %12s %12s %12s %12s %12s\n";
    out.append(
        format.formatted(
            "lock class", "kind", "exclusive", "shared", "tried", "as outer", "syncs under"));
    for (LockClass each : classes) {
      ClassGraph.Use use = graph.use(each.name());
      out.append(
          String.format(
              Locale.ROOT,
              format,
              names.of(each),
              each.kind().word(),
              use.exclusive,
              use.shared,
              use.tried,
              use.asHeld,
              syncsUnder.getOrDefault(each.name(), 0L)));
    }
    if (judgement.traces().events() == 0) {
      out.append(
          "\nLevel graph records what is new, not every acquisition: for full counts record with"
              + " level=trace.\n");
    }
    Contention contention = judgement.model().incidents().contention();
    out.append('\n');
    out.append(
        contention.isMeasured()
            ? new ContentionTable(contention, names).text(order, top)
            : "Waiting for locks and holding them was not measured: record with contention=on.\n");
    return out.toString();
  }
}
