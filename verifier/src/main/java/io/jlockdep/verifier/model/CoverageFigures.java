package io.jlockdep.verifier.model;

/** What the agent counted; the last figures of a recording. */
public record CoverageFigures(
    long classesSeen,
    long classesWoven,
    long classesSkipped,
    long sites,
    long acquisitions,
    long eventsLost) {
  /** Nothing was counted. */
  public static final CoverageFigures NONE = new CoverageFigures(0, 0, 0, 0, 0, 0);

  /** The sums. */
  public CoverageFigures plus(CoverageFigures other) {
    return new CoverageFigures(
        classesSeen + other.classesSeen,
        classesWoven + other.classesWoven,
        classesSkipped + other.classesSkipped,
        sites + other.sites,
        acquisitions + other.acquisitions,
        eventsLost + other.eventsLost);
  }
}
