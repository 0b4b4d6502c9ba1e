package io.jlockdep.agent.spec;

import java.util.List;

/**
 * A rule that the verifier judges by. The agent only checks that it is well formed, so that a
 * mistake is seen before the program runs and not after.
 *
 * @param acquire the lock that must not be acquired, or empty if {@code sync}
 * @param sync whether waiting for the disk is what is forbidden
 * @param mode {@code exclusive}, {@code shared} or empty for both
 * @param inside operations that must all be active, outermost first
 * @param holding locks that must all be held
 * @param severity {@code error}, {@code warning} or {@code note}
 */
public record Contract(
    String name,
    String acquire,
    boolean sync,
    String mode,
    List<String> inside,
    List<String> holding,
    String severity,
    String why) {
  public Contract {
    inside = List.copyOf(inside);
    holding = List.copyOf(holding);
  }
}
