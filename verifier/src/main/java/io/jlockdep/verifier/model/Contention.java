package io.jlockdep.verifier.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What was measured of waits and holds; empty unless a recording was made with {@code
 * contention=on}. Each class and mode, and each pair of stacks, stands once. For each class and
 * mode of waiters the shares add up to the waits.
 */
public record Contention(List<LockTimes> locks, List<WaitShare> waits, List<HoldTime> holds) {
  /** Nothing. */
  public static final Contention NONE = new Contention(List.of(), List.of(), List.of());

  public Contention {
    locks = List.copyOf(locks);
    waits = List.copyOf(waits);
    holds = List.copyOf(holds);
  }

  /** Of several recordings: what is of one class and mode, and of the same stacks, is added up. */
  public static Contention of(Collection<Contention> parts) {
    return new Contention(
        sums(
            parts.stream().flatMap(each -> each.locks.stream()).toList(),
            each -> List.of(each.lockClass(), each.mode()),
            LockTimes::plus),
        sums(
            parts.stream().flatMap(each -> each.waits.stream()).toList(),
            each ->
                List.of(
                    each.lockClass(),
                    each.waiterMode(),
                    each.waiter(),
                    each.holder(),
                    each.holderMode(),
                    each.holderStack()),
            WaitShare::plus),
        sums(
            parts.stream().flatMap(each -> each.holds.stream()).toList(),
            each -> List.of(each.lockClass(), each.mode(), each.stack()),
            HoldTime::plus));
  }

  /** Whether any recording was made with {@code contention=on}. */
  public boolean isMeasured() {
    return !locks.isEmpty();
  }

  private static <T> List<T> sums(
      List<T> all, Function<T, List<Object>> key, BinaryOperator<T> plus) {
    Map<List<Object>, T> sums = new LinkedHashMap<>();
    all.forEach(each -> sums.merge(key.apply(each), each, plus));
    return new ArrayList<>(sums.values());
  }
}
