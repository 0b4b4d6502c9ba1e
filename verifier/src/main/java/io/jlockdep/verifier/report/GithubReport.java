package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The report as workflow commands of GitHub Actions, a line each: printed in a job they become
 * annotations at the source lines.
 */
public final class GithubReport {
  private final Report report;
  private final Names names;

  private GithubReport(Report report) {
    this.report = report;
    this.names = new Names(report.judgement().model());
  }

  /** The whole report; every line ends with a newline, and there may be none. */
  public static String of(Report report) {
    return new GithubReport(report).write();
  }

  private String write() {
    StringBuilder out = new StringBuilder();
    for (Finding finding : report.findings()) {
      out.append(annotation(finding)).append('\n');
    }
    for (String line : report.warnings()) {
      out.append(command("warning", List.of("title=jlockdep"), line)).append('\n');
    }
    for (String line : report.staleLines()) {
      out.append(command("notice", List.of("title=jlockdep baseline"), line)).append('\n');
    }
    return out.toString();
  }

  private String annotation(Finding finding) {
    Place place = Place.of(finding);
    Frame frame = report.sources().visible(place.site(), place.stack());
    List<String> properties = new ArrayList<>();
    String path = report.sources().pathOf(frame);
    if (!path.isEmpty()) {
      properties.add("file=" + property(path));
      if (frame.line() > 0) {
        properties.add("line=" + frame.line());
      }
    }
    properties.add("title=" + property(finding.category().word() + ": " + finding.title()));
    return command(
        switch (finding.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTE -> "notice";
        },
        properties,
        message(finding));
  }

  private String message(Finding finding) {
    List<String> lines = new ArrayList<>();
    for (Dependency edge : finding.edges()) {
      lines.add(
          "%s %s at %s, %s at %s"
              .formatted(
                  names.of(edge.thread()),
                  Steps.held(names, finding, edge),
                  edge.held().site(),
                  Steps.asked(names, finding, edge),
                  edge.acquisition().site()));
    }
    if (finding.edges().isEmpty()) {
      lines.add(Place.of(finding).site().toString());
    }
    lines.add("how sure: " + finding.verdict().grade().word() + " - " + Advice.meaning(finding));
    Optional.ofNullable(report.comparison().remarks().get(finding.fingerprint()))
        .ifPresent(remark -> lines.add("reported again: " + remark));
    lines.add("what next: " + Advice.nextStep(finding));
    lines.add("fingerprint " + finding.fingerprint());
    return String.join("\n", lines.stream().map(Names::printable).toList());
  }

  private static String command(String name, List<String> properties, String message) {
    return "::" + name + " " + String.join(",", properties) + "::" + data(message);
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(Names.printable(text)).replace(":", "%3A").replace(",", "%2C");
  }
}
