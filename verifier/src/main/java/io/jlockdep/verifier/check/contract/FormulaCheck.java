package io.jlockdep.verifier.check.contract;

import io.jlockdep.verifier.model.EventPattern;
import io.jlockdep.verifier.model.Formula;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Evaluates a formula at every trigger, for the values that the trigger binds.
 *
 * <p>What a formula sees for given values is its slice of the trace: the occurrences that match the
 * trigger or an atom with these values, from the first one in which one of the values occurs (an
 * atom without variables matters only after that). A monitor is made when a slice begins and given
 * up after its last trigger, so that time and memory follow the slices and not the trace times the
 * objects.
 */
final class FormulaCheck {
  /** A trigger at which the formula did not hold, behind what its slice had before. */
  record Violation(Occurrence at, List<Occurrence> before) {}

  /** Occurrences of the slice that are shown with a violation. */
  private static final int SHOWN = 3;

  private static final class Follower {
    final Monitor monitor;
    final List<Occurrence> recent = new ArrayList<>();
    int last;
    boolean started;

    Follower(Monitor monitor) {
      this.monitor = monitor;
    }
  }

  private final Rule.Always rule;
  private final List<Occurrence> trace;
  private final Monitor.Parts parts;
  private final List<EventPattern> patterns = new ArrayList<>();
  private final Map<Map<String, Long>, Follower> followers = new HashMap<>();
  private final List<Map<Map<String, Long>, List<Follower>>> index = new ArrayList<>();
  private final Set<Follower> alive = new LinkedHashSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private int peak;

  /**
   * @param trace the occurrences of one recording, in order
   */
  FormulaCheck(Rule.Always rule, List<Occurrence> trace) {
    this.rule = rule;
    this.trace = trace;
    this.parts = new Monitor.Parts(rule.holds());
    patterns.add(rule.at());
    addAtoms(rule.holds());
  }

  /** Every trigger at which the formula does not hold. */
  List<Violation> violations() {
    findBindings();
    for (int i = 0; i < patterns.size(); i++) {
      index.add(indexOf(patterns.get(i)));
    }
    for (int position = 0; position < trace.size(); position++) {
      step(position, trace.get(position));
    }
    return violations;
  }

  /** The greatest number of monitors that were alive at one time. */
  int peakMonitors() {
    return peak;
  }

  private void addAtoms(Formula formula) {
    if (formula instanceof Formula.Atom atom) {
      patterns.add(atom.pattern());
    } else if (formula instanceof Formula.Not not) {
      addAtoms(not.of());
    } else if (formula instanceof Formula.Previously previously) {
      addAtoms(previously.of());
    } else if (formula instanceof Formula.Once once) {
      addAtoms(once.of());
    } else if (formula instanceof Formula.Historically historically) {
      addAtoms(historically.of());
    } else if (formula instanceof Formula.And and) {
      addAtoms(and.left());
      addAtoms(and.right());
    } else if (formula instanceof Formula.Or or) {
      addAtoms(or.left());
      addAtoms(or.right());
    } else if (formula instanceof Formula.Since since) {
      addAtoms(since.left());
      addAtoms(since.right());
    }
  }

  private void findBindings() {
    for (int position = 0; position < trace.size(); position++) {
      int here = position;
      rule.at()
          .bind(trace.get(position))
          .ifPresent(
              binding ->
                  followers.computeIfAbsent(binding, b -> new Follower(new Monitor(parts, b)))
                          .last =
                      here);
    }
  }

  private Map<Map<String, Long>, List<Follower>> indexOf(EventPattern pattern) {
    Map<Map<String, Long>, List<Follower>> byValues = new HashMap<>();
    followers.forEach(
        (binding, follower) -> {
          Map<String, Long> part = new TreeMap<>(binding);
          part.keySet().retainAll(pattern.variables());
          byValues.computeIfAbsent(part, values -> new ArrayList<>()).add(follower);
        });
    return byValues;
  }

  private void step(int position, Occurrence occurrence) {
    Set<Follower> concerned = new LinkedHashSet<>();
    for (int i = 0; i < patterns.size(); i++) {
      EventPattern pattern = patterns.get(i);
      boolean isTrigger = i == 0;
      Map<Map<String, Long>, List<Follower>> byValues = index.get(i);
      pattern
          .bind(occurrence)
          .ifPresent(
              values -> {
                if (values.isEmpty() && !isTrigger && !rule.at().variables().isEmpty()) {
                  concerned.addAll(alive);
                } else {
                  List<Follower> found = byValues.getOrDefault(values, List.of());
                  concerned.addAll(found);
                }
              });
    }
    for (Follower follower : concerned) {
      if (position <= follower.last) {
        step(follower, position, occurrence);
      }
    }
  }

  private void step(Follower follower, int position, Occurrence occurrence) {
    if (!follower.started) {
      follower.started = true;
      alive.add(follower);
      peak = Math.max(peak, alive.size());
    }
    boolean holds = follower.monitor.step(occurrence);
    if (rule.at().bind(occurrence).map(follower.monitor.binding()::equals).orElse(false)
        && !holds) {
      violations.add(new Violation(occurrence, List.copyOf(follower.recent)));
    }
    follower.recent.add(occurrence);
    if (follower.recent.size() > SHOWN) {
      follower.recent.remove(0);
    }
    if (position == follower.last) {
      alive.remove(follower);
      followers.remove(follower.monitor.binding());
    }
  }
}
