package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report as SARIF 2.1.0 (OASIS), for code scanning. Paths are relative to the source root of
 * the consumer ({@code SRCROOT}).
 */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** The name of our fingerprint among those of other tools. */
  private static final String FINGERPRINT = "jlockdep/v1";

  private final Report report;
  private final SarifPlaces places;

  private SarifReport(Report report) {
    this.report = report;
    this.places = new SarifPlaces(report);
  }

  /** The whole report; ends with a newline. */
  public static String of(Report report) {
    return JsonText.indented(new SarifReport(report).log());
  }

  private Map<String, Object> log() {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run()));
    return log;
  }

  private Map<String, Object> run() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver()));
    run.put("invocations", List.of(invocation()));
    run.put(
        "originalUriBaseIds",
        Map.of(
            SarifPlaces.BASE,
            Map.of("description", text("The folder that the source paths are relative to."))));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results());
    return run;
  }

  private static Map<String, Object> driver() {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "jlockdep");
    Optional.ofNullable(SarifReport.class.getPackage().getImplementationVersion())
        .ifPresent(version -> driver.put("version", version));
    List<Object> rules = new ArrayList<>();
    for (Category category : Category.values()) {
      rules.add(rule(category));
    }
    driver.put("rules", rules);
    return driver;
  }

  private static Map<String, Object> rule(Category category) {
    Guide guide = Guide.to(category);
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", category.word());
    rule.put("shortDescription", text(guide.brief() + "."));
    rule.put("fullDescription", text(guide.meaning()));
    rule.put("help", text(guide.meaning() + "\n\n" + guide.action()));
    rule.put("defaultConfiguration", Map.of("level", guide.usual().word()));
    return rule;
  }

  private Map<String, Object> invocation() {
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("executionSuccessful", report.judgement().isWhole());
    List<Object> notes = new ArrayList<>();
    report.warnings().forEach(line -> notes.add(notification(Severity.WARNING, line)));
    report.staleLines().forEach(line -> notes.add(notification(Severity.NOTE, line)));
    invocation.put("toolExecutionNotifications", notes);
    return invocation;
  }

  private static Map<String, Object> notification(Severity level, String sentence) {
    Map<String, Object> notification = new LinkedHashMap<>();
    notification.put("level", level.word());
    notification.put("message", text(sentence));
    return notification;
  }

  private List<Object> results() {
    List<Object> results = new ArrayList<>();
    Comparison comparison = report.comparison();
    boolean compared = comparison.baseline().isGiven();
    for (Finding finding : report.findings()) {
      results.add(result(finding, compared ? "new" : "", Optional.empty()));
    }
    if (report.listKnown()) {
      for (Finding finding : comparison.known()) {
        results.add(result(finding, "unchanged", Optional.empty()));
      }
      for (Comparison.Suppressed each : comparison.suppressed()) {
        results.add(result(each.finding(), "unchanged", Optional.of(each.by().reason())));
      }
    }
    return results;
  }

  private Map<String, Object> result(
      Finding finding, String baselineState, Optional<String> suppressedFor) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.category().word());
    result.put("ruleIndex", finding.category().ordinal());
    result.put("level", finding.severity().word());
    result.put("message", text(message(finding)));
    places.of(finding).ifPresent(location -> result.put("locations", List.of(location)));
    List<Object> related = places.related(finding);
    if (!related.isEmpty()) {
      result.put("relatedLocations", related);
    }
    List<Object> flows = places.threadFlows(finding);
    if (!flows.isEmpty()) {
      result.put("codeFlows", List.of(Map.of("threadFlows", flows)));
    }
    result.put("partialFingerprints", Map.of(FINGERPRINT, finding.fingerprint()));
    if (!baselineState.isEmpty()) {
      result.put("baselineState", baselineState);
    }
    suppressedFor.ifPresent(
        reason ->
            result.put("suppressions", List.of(pair("kind", "external", "justification", reason))));
    result.put("properties", properties(finding));
    return result;
  }

  private String message(Finding finding) {
    StringBuilder message = new StringBuilder(Names.printable(finding.title()));
    message.append(".\nHow sure: ").append(finding.verdict().grade().word());
    message.append(" - ").append(Advice.meaning(finding)).append('.');
    if (!finding.verdict().whyNotHigher().isEmpty()) {
      message.append("\nWhy not higher: ").append(finding.verdict().whyNotHigher()).append('.');
    }
    Optional.ofNullable(report.comparison().remarks().get(finding.fingerprint()))
        .ifPresent(remark -> message.append("\nReported again: ").append(remark).append('.'));
    return message.append("\nWhat next: ").append(Advice.nextStep(finding)).toString();
  }

  private static Map<String, Object> properties(Finding finding) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("grade", finding.verdict().grade().word());
    properties.put("downgrades", finding.verdict().downgrades());
    properties.put("locks", finding.locks());
    properties.put("contracts", finding.contracts());
    properties.put("witnesses", finding.witnesses());
    return properties;
  }

  /** An object of two members, in this order. */
  static Map<String, Object> pair(String name, Object value, String other, Object otherValue) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(name, value);
    object.put(other, otherValue);
    return object;
  }

  /** A SARIF message. */
  static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }
}
