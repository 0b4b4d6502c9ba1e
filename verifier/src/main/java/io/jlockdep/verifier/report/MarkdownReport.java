package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.RecordingSummary;
import java.util.List;

/** The report as a comment on a pull request: a table, then every finding in a fold. */
public final class MarkdownReport {
  /** A comment on GitHub has at most 65,536 characters. */
  private static final int LIMIT = 60_000;

  private final Report report;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(Report report) {
    this.report = report;
  }

  /** The whole report; ends with a newline. */
  public static String of(Report report) {
    return new MarkdownReport(report).write();
  }

  private String write() {
    boolean compared = report.comparison().baseline().isGiven();
    line("## jlockdep: " + report.counts() + (compared ? " (new)" : ""));
    line("");
    if (report.findings().isEmpty()) {
      line("Nothing " + (compared ? "new " : "") + "was found. Not observed is not proven: only");
      line("what this run did could be judged.");
    } else {
      table();
      details();
    }
    baseline();
    recordings();
    return out.toString();
  }

  private void table() {
    line("| | Severity | Finding | Category | How sure | Where | Fingerprint |");
    line("|---|---|---|---|---|---|---|");
    int number = 0;
    for (Finding finding : report.findings()) {
      number++;
      line(
          "| %d | %s | %s | %s | %s | %s | `%s` |"
              .formatted(
                  number,
                  finding.severity().word(),
                  escaped(finding.title()),
                  finding.category().word(),
                  finding.verdict().grade().word(),
                  escaped(where(finding)),
                  finding.fingerprint()));
    }
    line("");
  }

  private String where(Finding finding) {
    Place place = Place.of(finding);
    Frame frame = report.sources().visible(place.site(), place.stack());
    String file = report.sources().find(frame).orElse(frame.file());
    if (file.isEmpty()) {
      return frame.toString();
    }
    return frame.line() > 0 ? file + ":" + frame.line() : file;
  }

  private void details() {
    int number = 0;
    int leftOut = 0;
    for (Finding finding : report.findings()) {
      number++;
      String full = report.full(number, finding).strip();
      if (out.length() + full.length() > LIMIT) {
        leftOut++;
        continue;
      }
      String fence = "`".repeat(Math.max(3, longestRun(full, '`') + 1));
      line(
          "<details><summary>%d. %s: %s</summary>"
              .formatted(number, finding.severity().word(), entities(finding.title())));
      line("");
      line(fence + "text");
      line(full);
      line(fence);
      line("");
      line("</details>");
      line("");
    }
    if (leftOut > 0) {
      line("%d findings are in the table only: a comment has no room for more.".formatted(leftOut));
      line("");
    }
  }

  private void baseline() {
    List<String> lines = report.baselineLines();
    if (lines.isEmpty()) {
      return;
    }
    if (report.findings().isEmpty()) {
      line("");
    }
    lines.forEach(each -> line("- " + escaped(each)));
    if (report.listKnown()) {
      report
          .comparison()
          .known()
          .forEach(
              each -> line("- known: " + escaped(each.title()) + " `" + each.fingerprint() + "`"));
      for (Comparison.Suppressed each : report.comparison().suppressed()) {
        line(
            "- suppressed: %s `%s`: %s"
                .formatted(
                    escaped(each.finding().title()),
                    each.finding().fingerprint(),
                    escaped(each.by().reason())));
      }
    }
  }

  private void recordings() {
    List<RecordingSummary> all = report.judgement().model().recordings();
    if (!out.toString().endsWith("\n\n")) {
      line("");
    }
    line(
        "%d recording%s, %d lock classes, %d pairs nested."
            .formatted(
                all.size(),
                all.size() == 1 ? "" : "s",
                report.judgement().model().lockClasses().size(),
                report.judgement().dependencies()));
    for (String warning : report.warnings()) {
      line("");
      line("**Mind:** " + escaped(warning));
    }
  }

  private static int longestRun(String text, char of) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == of ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Plain text in a line of HTML. */
  private static String entities(String text) {
    return Names.printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Plain text in a line of Markdown, also in a cell of a table. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (char c : Names.printable(text).toCharArray()) {
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '|', '`', '*', '_', '[', ']', '\\', '~', '#', '@' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
