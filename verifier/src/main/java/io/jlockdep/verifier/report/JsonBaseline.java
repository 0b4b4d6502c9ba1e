package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The member {@code baseline} of the JSON report. */
final class JsonBaseline {
  private JsonBaseline() {}

  static Map<String, Object> of(Report report) {
    Comparison comparison = report.comparison();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", comparison.baseline().path());
    json.put("known", comparison.known().size());
    json.put("suppressed", comparison.suppressed().size());
    json.put("remarks", new TreeMap<>(comparison.remarks()));
    List<Object> stale = new ArrayList<>();
    for (Baseline.Known each : comparison.staleKnown()) {
      stale.add(SarifReport.pair("fingerprint", each.fingerprint(), "kind", "known"));
    }
    for (Baseline.Suppression each : comparison.staleSuppressions()) {
      stale.add(SarifReport.pair("fingerprint", each.fingerprint(), "kind", "suppression"));
    }
    json.put("stale", stale);
    if (report.listKnown()) {
      List<Finding> listed = new ArrayList<>(comparison.known());
      comparison.suppressed().forEach(each -> listed.add(each.finding()));
      json.put("findings", listed.stream().map(JsonReport::finding).toList());
    }
    return json;
  }
}
