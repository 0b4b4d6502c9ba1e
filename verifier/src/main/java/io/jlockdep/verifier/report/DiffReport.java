package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What two sets of recordings find differently; the comparison has the old one as its baseline. */
public final class DiffReport {
  private DiffReport() {}

  /** A line for each finding, {@code +} new, {@code -} gone, {@code =} the same. */
  public static String text(Comparison comparison) {
    StringBuilder out = new StringBuilder();
    out.append(
        "jlockdep diff: %d new, %d gone, %d the same\n"
            .formatted(
                comparison.fresh().size(),
                comparison.staleKnown().size(),
                comparison.known().size()));
    for (Finding each : comparison.fresh()) {
      out.append(line('+', known(each)));
      if (comparison.remarks().containsKey(each.fingerprint())) {
        out.append("          it was there before, but not as loud\n");
      }
    }
    comparison.staleKnown().forEach(each -> out.append(line('-', each)));
    comparison.known().forEach(each -> out.append(line('=', known(each))));
    if (!comparison.staleKnown().isEmpty()) {
      out.append("Gone is not mended: it may not have run this time.\n");
    }
    return out.toString();
  }

  /** One JSON object; ends with a newline. */
  public static String json(Comparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("new", comparison.fresh().stream().map(JsonReport::finding).toList());
    json.put("louder", new TreeMap<>(comparison.remarks()));
    json.put("gone", comparison.staleKnown().stream().map(DiffReport::object).toList());
    json.put("same", comparison.known().stream().map(each -> object(known(each))).toList());
    return JsonText.indented(json);
  }

  /** Findings as a baseline. */
  public static Baseline baseline(List<Finding> findings) {
    return new Baseline("old", findings.stream().map(DiffReport::known).toList(), List.of());
  }

  private static Baseline.Known known(Finding finding) {
    return new Baseline.Known(
        finding.fingerprint(), finding.category(), finding.severity(), finding.title());
  }

  private static Map<String, Object> object(Baseline.Known each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fingerprint", each.fingerprint());
    json.put("category", each.category().word());
    json.put("severity", each.severity().word());
    json.put("title", each.title());
    return json;
  }

  private static String line(char sign, Baseline.Known each) {
    return "%c %-7s %s  (%s) %s\n"
        .formatted(
            sign,
            each.severity().word(),
            Names.printable(each.title()),
            each.category().word(),
            each.fingerprint());
  }
}
