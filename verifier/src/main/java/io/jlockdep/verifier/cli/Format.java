package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.report.JsonReport;
import io.jlockdep.verifier.report.TextReport;

/** The values of {@code --format}; lower case because picocli shows them as they are. */
enum Format {
  text {
    @Override
    String render(Judgement judgement) {
      return TextReport.of(judgement);
    }
  },
  json {
    @Override
    String render(Judgement judgement) {
      return JsonReport.of(judgement);
    }
  };

  abstract String render(Judgement judgement);
}
