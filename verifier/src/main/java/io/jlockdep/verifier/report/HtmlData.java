package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.LockClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page shows: the JSON report, and what it has no place for. */
final class HtmlData {
  private HtmlData() {}

  static Map<String, Object> of(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("report", JsonReport.content(report));
    Names names = new Names(report.judgement().model());
    json.put("findings", report.findings().stream().map(each -> more(names, each)).toList());
    json.put("warnings", report.warnings());
    json.put("baseline", report.baselineLines());
    json.put("graph", graph(report, names));
    json.putAll(BlockedTables.of(report.judgement().model()));
    return json;
  }

  /** Of a finding: what its grade means, names short enough for a picture, and how it hangs. */
  private static Map<String, Object> more(Names names, Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("meaning", Advice.meaning(finding));
    List<Object> edges = new ArrayList<>();
    for (var edge : finding.edges()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("from", names.of(edge.held().instance(), finding));
      row.put("to", names.of(edge.acquisition().instance(), finding));
      row.put("took", Steps.held(names, finding, edge));
      row.put("asks", Steps.asked(names, finding, edge));
      row.put("thread", names.of(edge.thread()));
      edges.add(row);
    }
    json.put("edges", edges);
    json.put("cycle", FindingText.isCycle(finding));
    if (FindingText.isCycle(finding)) {
      Scenario scenario = new Scenario(names);
      json.put("threads", scenario.heads(finding));
      json.put(
          "steps",
          scenario.steps(finding).stream()
              .map(step -> List.of(step.column(), step.text()))
              .toList());
    }
    return json;
  }

  private static Map<String, Object> graph(Report report, Names names) {
    ClassGraph graph = ClassGraph.of(report.judgement());
    Map<String, Integer> numbers = new HashMap<>();
    List<Object> classes = new ArrayList<>();
    for (LockClass each : graph.classes().values()) {
      numbers.put(each.name(), classes.size());
      ClassGraph.Use use = graph.use(each.name());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", each.name());
      row.put("short", names.of(each));
      row.put("kind", each.kind().word());
      row.put("exclusive", use.exclusive);
      row.put("shared", use.shared);
      row.put("tried", use.tried);
      classes.add(row);
    }
    Map<String, Integer> findings = new HashMap<>();
    report.findings().forEach(each -> findings.put(each.fingerprint(), findings.size()));
    List<List<Number>> edges = new ArrayList<>();
    graph
        .edges()
        .forEach(
            (pair, count) -> {
              Integer from = numbers.get(pair.from());
              Integer to = numbers.get(pair.to());
              if (from != null && to != null) {
                Finding finding = graph.findingOf(pair);
                int index = finding == null ? -1 : findings.getOrDefault(finding.fingerprint(), -1);
                edges.add(List.of(from, to, count, index));
              }
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("classes", classes);
    json.put("edges", edges);
    return json;
  }
}
