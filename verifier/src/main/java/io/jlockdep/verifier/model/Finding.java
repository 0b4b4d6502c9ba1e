package io.jlockdep.verifier.model;

import java.util.List;
import java.util.Optional;

/**
 * Something that the verifier reports.
 *
 * @param title one stable line
 * @param locks names of the lock classes
 * @param edges the cycle, each edge starting where the one before ends; for a broken contract the
 *     forbidden acquisition under each lock that is held
 * @param operations names of the operations that the (last) acquisition was inside
 * @param contracts names of the rules that it breaks
 * @param sync for findings about waits for the disk
 * @param evidence the acquisitions that show it
 * @param witnesses how often it was seen
 * @param witness for a prediction, the run that hangs
 * @param occurrences for a rule about events, those that break it, in order
 * @param places what threads did that is none of the above, in order
 * @param blame the waiting that it caused to other threads
 */
public record Finding(
    String fingerprint,
    Category category,
    Verdict verdict,
    String title,
    List<String> locks,
    List<Dependency> edges,
    List<String> operations,
    List<String> contracts,
    Optional<SyncFigures> sync,
    List<Acquisition> evidence,
    long witnesses,
    Optional<Witness> witness,
    List<Occurrence> occurrences,
    List<Place> places,
    Optional<Blame> blame) {
  public Finding {
    locks = List.copyOf(locks);
    edges = List.copyOf(edges);
    operations = List.copyOf(operations);
    contracts = List.copyOf(contracts);
    evidence = List.copyOf(evidence);
    occurrences = List.copyOf(occurrences);
    places = List.copyOf(places);
  }

  /** A finding about what was seen. */
  public Finding(
      String fingerprint,
      Category category,
      Verdict verdict,
      String title,
      List<String> locks,
      List<Dependency> edges,
      List<String> operations,
      List<String> contracts,
      Optional<SyncFigures> sync,
      List<Acquisition> evidence,
      long witnesses) {
    this(
        fingerprint,
        category,
        verdict,
        title,
        locks,
        edges,
        operations,
        contracts,
        sync,
        evidence,
        witnesses,
        Optional.empty());
  }

  /** A finding about what was seen or predicted. */
  public Finding(
      String fingerprint,
      Category category,
      Verdict verdict,
      String title,
      List<String> locks,
      List<Dependency> edges,
      List<String> operations,
      List<String> contracts,
      Optional<SyncFigures> sync,
      List<Acquisition> evidence,
      long witnesses,
      Optional<Witness> witness) {
    this(
        fingerprint,
        category,
        verdict,
        title,
        locks,
        edges,
        operations,
        contracts,
        sync,
        evidence,
        witnesses,
        witness,
        List.of());
  }

  /** A finding about declared events. */
  public Finding(
      String fingerprint,
      Category category,
      Verdict verdict,
      String title,
      List<String> locks,
      List<Dependency> edges,
      List<String> operations,
      List<String> contracts,
      Optional<SyncFigures> sync,
      List<Acquisition> evidence,
      long witnesses,
      Optional<Witness> witness,
      List<Occurrence> occurrences) {
    this(
        fingerprint,
        category,
        verdict,
        title,
        locks,
        edges,
        operations,
        contracts,
        sync,
        evidence,
        witnesses,
        witness,
        occurrences,
        List.of(),
        Optional.empty());
  }

  /** A finding about what threads did at some places. */
  public static Finding at(
      String fingerprint,
      Category category,
      Verdict verdict,
      String title,
      List<String> locks,
      List<Place> places,
      Optional<Blame> blame,
      long witnesses) {
    return new Finding(
        fingerprint,
        category,
        verdict,
        title,
        locks,
        List.of(),
        places.isEmpty()
            ? List.of()
            : places.get(0).operations().stream().map(Operation::name).toList(),
        List.of(),
        Optional.empty(),
        List.of(),
        witnesses,
        Optional.empty(),
        List.of(),
        places,
        blame);
  }

  /** Shorthand for the verdict's severity. */
  public Severity severity() {
    return verdict.severity();
  }

  /** The same finding under another fingerprint. */
  public Finding named(String other) {
    return new Finding(
        other,
        category,
        verdict,
        title,
        locks,
        edges,
        operations,
        contracts,
        sync,
        evidence,
        witnesses,
        witness,
        occurrences,
        places,
        blame);
  }

  /** The same finding with another verdict. */
  public Finding judged(Verdict other) {
    return new Finding(
        fingerprint,
        category,
        other,
        title,
        locks,
        edges,
        operations,
        contracts,
        sync,
        evidence,
        witnesses,
        witness,
        occurrences,
        places,
        blame);
  }

  /** The same finding, which also breaks these contracts. */
  public Finding breaking(List<String> names) {
    return new Finding(
        fingerprint,
        category,
        verdict,
        title,
        locks,
        edges,
        operations,
        names,
        sync,
        evidence,
        witnesses,
        witness,
        occurrences,
        places,
        blame);
  }

  /** The same finding, seen more often. */
  public Finding withWitnesses(long count) {
    return new Finding(
        fingerprint,
        category,
        verdict,
        title,
        locks,
        edges,
        operations,
        contracts,
        sync,
        evidence,
        count,
        witness,
        occurrences,
        places,
        blame);
  }

  /** The same finding with what is known of the waiting that it caused. */
  public Finding blamed(Blame known) {
    return new Finding(
        fingerprint,
        category,
        verdict,
        title,
        locks,
        edges,
        operations,
        contracts,
        sync,
        evidence,
        witnesses,
        witness,
        occurrences,
        places,
        Optional.of(known));
  }
}
