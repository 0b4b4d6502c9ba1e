package io.jlockdep.verifier.model;

/**
 * What there is in the traces, and what was predicted from them; all 0 without a trace.
 *
 * @param cycles cycles of abstract acquisitions (thread, lock, locks held), as far as counted
 * @param patterns those of them that are abstract deadlock patterns
 * @param predicted patterns of which some acquisitions deadlock in a correct reordering
 * @param predictedPlaces the same, counted by the places in the program
 * @param rejected predictions that did not stand the replay; they are not reported
 * @param cut whether there are more cycles or patterns than were looked at
 * @param leftOut traces of which nothing was predicted, since that needs more memory
 */
public record TraceFigures(
    long events,
    long threads,
    long locks,
    long variables,
    long cycles,
    long patterns,
    long predicted,
    long predictedPlaces,
    long rejected,
    boolean cut,
    long leftOut) {
  /** No trace. */
  public static final TraceFigures NONE = new TraceFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, false, 0);

  /** The sums. */
  public TraceFigures plus(TraceFigures other) {
    return new TraceFigures(
        events + other.events,
        threads + other.threads,
        locks + other.locks,
        variables + other.variables,
        cycles + other.cycles,
        patterns + other.patterns,
        predicted + other.predicted,
        predictedPlaces + other.predictedPlaces,
        rejected + other.rejected,
        cut || other.cut,
        leftOut + other.leftOut);
  }
}
