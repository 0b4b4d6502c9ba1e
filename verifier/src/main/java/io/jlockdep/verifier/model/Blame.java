package io.jlockdep.verifier.model;

import java.util.Collection;

/**
 * How much waiting calls that block under a lock have caused to others, as far as that is known: of
 * each call it was looked up who waited for its locks when it began and when it had returned.
 *
 * @param calls those of which it is known
 * @param unknownCalls those of which it is not
 * @param mostThreads the most that waited at once
 * @param atLeastNanos what those waited that did so from begin to end of a call
 * @param atMostNanos the same if all who waited at the end had done so from the begin
 */
public record Blame(
    long calls, long unknownCalls, int mostThreads, long atLeastNanos, long atMostNanos) {

  /** One call. */
  public record Call(long durationNanos, Waiters waiters) {}

  /** The sum over waits for the disk. */
  public static Blame ofSyncs(Collection<Sync> syncs) {
    return of(syncs.stream().map(sync -> new Call(sync.durationNanos(), sync.waiters())).toList());
  }

  /** The sum over calls. */
  public static Blame of(Collection<Call> all) {
    long known = 0;
    int most = 0;
    long least = 0;
    long upTo = 0;
    for (Call call : all) {
      Waiters waiters = call.waiters();
      if (waiters.isKnown()) {
        known++;
        most = Math.max(most, waiters.atEnd());
        least += waiters.allTheWhile() * call.durationNanos();
        upTo += waiters.atEnd() * call.durationNanos();
      }
    }
    return new Blame(known, all.size() - known, most, least, upTo);
  }
}
