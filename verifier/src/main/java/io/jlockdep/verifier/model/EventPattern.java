package io.jlockdep.verifier.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An event with terms: a variable, {@code _} for any value, or a whole number. Without terms at all
 * it matches whatever the event carries.
 */
public record EventPattern(String event, List<String> terms, boolean anyValues) {
  /** Matches any value. */
  public static final String ANY = "_";

  public EventPattern {
    terms = List.copyOf(terms);
  }

  /** Whether the term is a variable. */
  public static boolean isVariable(String term) {
    return !term.equals(ANY) && !Character.isDigit(term.charAt(0)) && term.charAt(0) != '-';
  }

  /** The variables, in the order of their first use. */
  public List<String> variables() {
    return terms.stream().filter(EventPattern::isVariable).distinct().toList();
  }

  /** Whether the occurrence is one of this pattern where the variables have these values. */
  public boolean matches(Occurrence occurrence, Map<String, Long> binding) {
    return bind(occurrence)
        .map(
            values ->
                values.entrySet().stream()
                    .allMatch(
                        entry ->
                            !binding.containsKey(entry.getKey())
                                || entry.getValue().equals(binding.get(entry.getKey()))))
        .orElse(false);
  }

  /** The values of the variables in the occurrence; empty if it is not one of this pattern. */
  public Optional<Map<String, Long>> bind(Occurrence occurrence) {
    if (!event.equals(occurrence.event())) {
      return Optional.empty();
    }
    Map<String, Long> values = new TreeMap<>();
    if (anyValues) {
      return Optional.of(values);
    }
    if (terms.size() != occurrence.values().size()) {
      return Optional.empty();
    }
    for (int i = 0; i < terms.size(); i++) {
      String term = terms.get(i);
      Long value = occurrence.values().get(i);
      if (isVariable(term)) {
        Long earlier = values.putIfAbsent(term, value);
        if (earlier != null && !earlier.equals(value)) {
          return Optional.empty();
        }
      } else if (!term.equals(ANY) && Long.parseLong(term) != value) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  @Override
  public String toString() {
    return anyValues ? event : event + "(" + String.join(", ", terms) + ")";
  }
}
