package io.jlockdep.verifier.model;

import java.util.List;
import java.util.Optional;

/**
 * A {@code forbid} rule of the spec file.
 *
 * @param acquire the lock that must not be taken; empty for a rule about syncs
 * @param mode only this mode; empty for any
 * @param inside names of operations that must all be active, outermost first
 * @param holding names of lock classes that must all be held, {@code *} for any lock
 * @param why may be empty
 */
public record Contract(
    String name,
    Optional<String> acquire,
    Optional<Mode> mode,
    List<String> inside,
    List<String> holding,
    Severity severity,
    String why) {
  /** Instead of the name of a lock: any lock. */
  public static final String ANY = "*";

  public Contract {
    inside = List.copyOf(inside);
    holding = List.copyOf(holding);
  }

  /** Whether {@code request} is what the rule forbids. */
  public boolean forbids(Acquisition request) {
    return acquire.isPresent()
        && acquire.get().equals(request.lockClass().name())
        && mode.map(only -> only == request.mode()).orElse(true)
        && applies(request.held(), request.operations());
  }

  /** Whether {@code sync} is what the rule forbids. */
  public boolean forbids(Sync sync) {
    return acquire.isEmpty() && applies(sync.held(), sync.operations());
  }

  private boolean applies(List<HeldLock> held, List<Operation> operations) {
    int matched = 0;
    for (Operation operation : operations) {
      if (matched < inside.size() && inside.get(matched).equals(operation.name())) {
        matched++;
      }
    }
    return matched == inside.size() && holding.stream().allMatch(name -> isHeld(name, held));
  }

  /** Whether a lock of this name is held; {@link #ANY} is the name of every lock. */
  public static boolean isHeld(String name, List<HeldLock> held) {
    return name.equals(ANY)
        ? !held.isEmpty()
        : held.stream().anyMatch(lock -> lock.lockClass().name().equals(name));
  }

  /** Where a rule applies, in words: {@code " inside commit while holding a lock"}. */
  public static String circumstances(List<String> inside, List<String> holding) {
    String where = inside.isEmpty() ? "" : " inside " + String.join(" > ", inside);
    return holding.isEmpty()
        ? where
        : where + " while holding " + String.join(" and ", holding).replace(ANY, "a lock");
  }
}
