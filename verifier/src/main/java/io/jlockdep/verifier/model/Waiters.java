package io.jlockdep.verifier.model;

/**
 * The threads that waited for a lock which a blocked thread held.
 *
 * @param atEnd those that waited when it went on; -1 if nobody looked
 * @param allTheWhile those of them that had waited since it was blocked
 */
public record Waiters(int atEnd, int allTheWhile) {
  /** Nobody looked. */
  public static final Waiters UNKNOWN = new Waiters(-1, -1);

  /** Whether somebody looked. */
  public boolean isKnown() {
    return atEnd >= 0;
  }
}
