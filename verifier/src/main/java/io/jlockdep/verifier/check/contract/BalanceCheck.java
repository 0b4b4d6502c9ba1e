package io.jlockdep.verifier.check.contract;

import io.jlockdep.verifier.model.EventPattern;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Rule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what was opened and not closed in time. */
final class BalanceCheck {
  private BalanceCheck() {}

  /**
   * The occurrences that opened something, each with the one by which it should have been closed.
   *
   * @param ended whether the recording goes to the end of the program, so that what is open then
   *     stays open
   */
  static List<List<Occurrence>> broken(Rule.Balanced rule, List<Occurrence> trace, boolean ended) {
    Map<Map<String, Long>, Occurrence> open = new LinkedHashMap<>();
    List<List<Occurrence>> broken = new ArrayList<>();
    for (Occurrence occurrence : trace) {
      for (EventPattern close : rule.close()) {
        take(open, close, occurrence);
      }
      rule.by()
          .ifPresent(
              by -> take(open, by, occurrence).forEach(o -> broken.add(List.of(o, occurrence))));
      rule.open().bind(occurrence).ifPresent(key -> open.putIfAbsent(key, occurrence));
    }
    if (rule.by().isEmpty() && ended) {
      open.values().forEach(o -> broken.add(List.of(o)));
    }
    return broken;
  }

  /** Removes what the occurrence speaks of. */
  private static List<Occurrence> take(
      Map<Map<String, Long>, Occurrence> open, EventPattern pattern, Occurrence occurrence) {
    List<Occurrence> taken = new ArrayList<>();
    pattern
        .bind(occurrence)
        .ifPresent(
            values -> {
              Occurrence exact = open.remove(values);
              if (exact != null) {
                taken.add(exact);
                return;
              }
              Iterator<Map.Entry<Map<String, Long>, Occurrence>> all = open.entrySet().iterator();
              while (all.hasNext()) {
                Map.Entry<Map<String, Long>, Occurrence> entry = all.next();
                if (values.size() < entry.getKey().size()
                    && entry.getKey().entrySet().containsAll(values.entrySet())) {
                  taken.add(entry.getValue());
                  all.remove();
                }
              }
            });
    return taken;
  }
}
