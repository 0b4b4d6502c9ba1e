package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The locks that keep every other thread out while a dependency is made. Threads may hold thousands
 * of locks at once: the sets are sorted, those that are equal are one object, and each list of held
 * locks is looked through once.
 */
final class Gates {
  private static final Comparator<LockInstance> ORDER =
      Comparator.comparingInt(LockInstance::id).thenComparingInt(LockInstance::recording);

  /** Lists of held locks are shared by acquisitions and never change. */
  private final Map<List<HeldLock>, List<LockInstance>> byHeld = new IdentityHashMap<>();

  private final Map<List<LockInstance>, List<LockInstance>> interned = new HashMap<>();

  /** A set as an object that is the same for sets that are equal. */
  static final class Key {
    private final List<LockInstance> gates;

    private Key(List<LockInstance> gates) {
      this.gates = gates;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && gates == that.gates;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(gates);
    }
  }

  /**
   * What tells dependencies of one pair of locks apart by their gates.
   *
   * <p>The lock held stays in the set where it is held exclusively: it is then in the set of every
   * other such dependency too.
   */
  Key keyOf(Dependency dependency) {
    List<LockInstance> all = exclusive(dependency);
    HeldLock held = dependency.held();
    boolean without =
        contains(all, dependency.acquisition().instance())
            || (held.mode() != Mode.EXCLUSIVE && contains(all, held.instance()));
    if (!without) {
      return new Key(all);
    }
    List<LockInstance> rest = new ArrayList<>(all);
    rest.remove(dependency.acquisition().instance());
    if (held.mode() != Mode.EXCLUSIVE) {
      rest.remove(held.instance());
    }
    return new Key(intern(rest));
  }

  /** The gate of two dependencies that has the smallest id and is none of {@code own}. */
  Optional<LockInstance> common(Dependency one, Dependency other, Set<LockInstance> own) {
    List<LockInstance> ours = exclusive(one);
    List<LockInstance> theirs = exclusive(other);
    int i = 0;
    int j = 0;
    while (i < ours.size() && j < theirs.size()) {
      int order = ORDER.compare(ours.get(i), theirs.get(j));
      if (order == 0 && !own.contains(ours.get(i))) {
        return Optional.of(ours.get(i));
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return Optional.empty();
  }

  /** All locks held that keep others out, each once, in order. */
  private List<LockInstance> exclusive(Dependency dependency) {
    List<HeldLock> held = dependency.acquisition().held();
    List<LockInstance> known = byHeld.get(held);
    if (known == null) {
      known =
          intern(
              held.stream()
                  .filter(lock -> lock.mode() == Mode.EXCLUSIVE && lock.instance().excludes())
                  .map(HeldLock::instance)
                  .sorted(ORDER)
                  .distinct()
                  .toList());
      byHeld.put(held, known);
    }
    return known;
  }

  private static boolean contains(List<LockInstance> sorted, LockInstance lock) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = ORDER.compare(sorted.get(middle), lock);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  private List<LockInstance> intern(List<LockInstance> gates) {
    return interned.computeIfAbsent(gates, List::copyOf);
  }
}
