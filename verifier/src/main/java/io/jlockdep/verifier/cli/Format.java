package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.report.GithubReport;
import io.jlockdep.verifier.report.HtmlReport;
import io.jlockdep.verifier.report.JsonReport;
import io.jlockdep.verifier.report.JunitReport;
import io.jlockdep.verifier.report.MarkdownReport;
import io.jlockdep.verifier.report.Report;
import io.jlockdep.verifier.report.SarifReport;
import io.jlockdep.verifier.report.TextReport;
import java.util.function.Function;

/** The values of {@code --format}; lower case because picocli shows them as they are. */
enum Format {
  text(TextReport::of),
  json(JsonReport::of),
  sarif(SarifReport::of),
  junit(JunitReport::of),
  markdown(MarkdownReport::of),
  github(GithubReport::of),
  html(HtmlReport::of);

  private final Function<Report, String> renderer;

  Format(Function<Report, String> renderer) {
    this.renderer = renderer;
  }

  /** The whole report, with newlines at the ends of its lines. */
  String render(Report report) {
    return renderer.apply(report);
  }
}
