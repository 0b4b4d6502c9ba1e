package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Finding;

/** One finding in full, with what its category means and how to accept it. */
public final class Explanation {
  private Explanation() {}

  /** The text; lines end with a newline. */
  public static String of(Report report, Finding finding) {
    Guide guide = Guide.to(finding.category());
    return report.full(1, finding)
        + """
        About %s: %s.
        %s

        What to do about one:
        %s

        To accept it, put this into the file of --baseline, with your reason:
          suppressions:
          - fingerprint: "%s"
            reason: ...
            expires: ...   # optional, the last day, such as 2027-12-31
        """
            .formatted(
                finding.category().word(),
                guide.brief(),
                guide.meaning(),
                guide.action(),
                finding.fingerprint());
  }
}
