package io.jlockdep.verifier.model;

import java.util.List;

/**
 * What is known about one recording as a file.
 *
 * @param bytesRead bytes up to which, or of which, it could be read
 * @param complete whether the whole file could be read
 * @param events events of ours that were read
 * @param end {@code exit}, {@code checkpoint}, {@code deadlock} or {@code none}
 * @param problems sentences; empty for a recording in order
 */
public record RecordingSummary(
    String path,
    long bytes,
    long bytesRead,
    boolean complete,
    long events,
    String level,
    String jvm,
    String command,
    String end,
    List<String> problems,
    CoverageFigures coverage,
    List<SkippedClass> skipped,
    List<String> failedSelfChecks) {
  public RecordingSummary {
    problems = List.copyOf(problems);
    skipped = List.copyOf(skipped);
    failedSelfChecks = List.copyOf(failedSelfChecks);
  }

  /** A file that could not be read at all. */
  public static RecordingSummary unreadable(String path, long bytes, String problem) {
    return new RecordingSummary(
        path,
        bytes,
        0,
        false,
        0,
        "",
        "",
        "",
        "none",
        List.of(problem),
        CoverageFigures.NONE,
        List.of(),
        List.of());
  }
}
