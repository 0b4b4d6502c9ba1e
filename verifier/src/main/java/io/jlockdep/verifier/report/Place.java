package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Occurrence;
import java.util.List;

/** A place in the program with the stack that led there, innermost first. */
record Place(Frame site, List<Frame> stack) {
  private static final Place UNKNOWN = new Place(Frame.UNKNOWN, List.of());

  /** Where a finding is shown if it can be shown at one place only. */
  static Place of(Finding finding) {
    if (!finding.edges().isEmpty()) {
      var request = finding.edges().get(0).acquisition();
      return new Place(request.site(), request.stack());
    }
    if (finding.sync().isPresent()) {
      var sync = finding.sync().get().example();
      return new Place(sync.site(), sync.stack());
    }
    if (!finding.places().isEmpty()) {
      var first = finding.places().get(0);
      return new Place(first.site(), first.stack());
    }
    if (!finding.occurrences().isEmpty()) {
      Occurrence last = finding.occurrences().get(finding.occurrences().size() - 1);
      return new Place(last.site(), last.stack());
    }
    return finding.evidence().stream()
        .map(request -> new Place(request.site(), request.stack()))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
