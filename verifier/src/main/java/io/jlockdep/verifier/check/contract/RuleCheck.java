package io.jlockdep.verifier.check.contract;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.EventPattern;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Judges by the rules about declared events, and about the declared order of locks. */
public final class RuleCheck {
  static final String SEEN = "it was seen; a broken rule is no hang by itself";

  private final Model model;
  private final Map<Integer, List<Occurrence>> traces = new TreeMap<>();

  private RuleCheck(Model model) {
    this.model = model;
    for (Occurrence occurrence : model.occurrences()) {
      traces.computeIfAbsent(occurrence.recording(), r -> new ArrayList<>()).add(occurrence);
    }
  }

  /** One finding at most for each rule. */
  public static List<Finding> check(Model model) {
    RuleCheck check = new RuleCheck(model);
    return model.rules().stream().flatMap(rule -> check.broken(rule).stream()).toList();
  }

  private Optional<Finding> broken(Rule rule) {
    if (rule instanceof Rule.ForbidCall forbid) {
      return forbidden(forbid);
    } else if (rule instanceof Rule.ForbidBlock forbid) {
      return BlockCheck.broken(forbid, model);
    } else if (rule instanceof Rule.Require require) {
      return missing(require);
    } else if (rule instanceof Rule.Order order) {
      return disordered(order);
    } else if (rule instanceof Rule.Balanced balanced) {
      return unbalanced(balanced);
    }
    return unsatisfied((Rule.Always) rule);
  }

  private Optional<Finding> forbidden(Rule.ForbidCall rule) {
    List<List<Occurrence>> broken =
        model.occurrences().stream()
            .filter(o -> rule.event().matches(o, Map.of()))
            .filter(o -> isInside(rule.inside(), o.operations()))
            .filter(o -> rule.holding().stream().allMatch(name -> Contract.isHeld(name, o.held())))
            .map(List::of)
            .toList();
    String where = Contract.circumstances(rule.inside(), rule.holding());
    return finding(rule, rule.event().event() + where + ": forbidden by " + rule.name(), broken);
  }

  static boolean isInside(List<String> inside, List<Operation> operations) {
    int matched = 0;
    for (Operation operation : operations) {
      if (matched < inside.size() && inside.get(matched).equals(operation.name())) {
        matched++;
      }
    }
    return matched == inside.size();
  }

  private Optional<Finding> missing(Rule.Require rule) {
    List<List<Occurrence>> broken =
        model.occurrences().stream()
            .filter(o -> rule.at().matches(o, Map.of()))
            .filter(o -> o.held().stream().noneMatch(held -> satisfies(rule, held)))
            .map(List::of)
            .toList();
    String mode = rule.mode().map(m -> " (" + m.word() + ")").orElse("");
    String title =
        rule.at().event()
            + " without "
            + String.join(" or ", rule.held())
            + mode
            + ": required by "
            + rule.name();
    return finding(rule, title, broken);
  }

  private static boolean satisfies(Rule.Require rule, HeldLock held) {
    return rule.held().contains(held.lockClass().name())
        && rule.mode().map(mode -> mode == held.mode()).orElse(true);
  }

  private Optional<Finding> disordered(Rule.Order rule) {
    List<Acquisition> broken = new ArrayList<>();
    for (Acquisition request : model.acquisitions()) {
      if (request.how() != How.TRY && against(rule, request).isPresent()) {
        broken.add(request);
      }
    }
    if (broken.isEmpty()) {
      return Optional.empty();
    }
    Acquisition shown = broken.get(0);
    HeldLock held = against(rule, shown).orElseThrow();
    String title =
        shown.lockClass().name()
            + " taken under "
            + held.lockClass().name()
            + ", against the order declared by "
            + rule.name();
    return Optional.of(
        new Finding(
            fingerprint(rule),
            Category.CONTRACT,
            new Verdict(Grade.INSTANCE, rule.severity(), List.of(), SEEN),
            title,
            List.of(shown.lockClass().name(), held.lockClass().name()),
            List.of(new Dependency(held, shown)),
            shown.operations().stream().map(Operation::name).toList(),
            List.of(rule.name()),
            Optional.empty(),
            List.of(shown),
            broken.size()));
  }

  /** A lock that is held and stands behind the one that is asked for. */
  private static Optional<HeldLock> against(Rule.Order rule, Acquisition request) {
    int asked = rule.locks().indexOf(request.lockClass().name());
    return asked < 0
        ? Optional.empty()
        : request.held().stream()
            .filter(held -> rule.locks().indexOf(held.lockClass().name()) > asked)
            .findFirst();
  }

  private Optional<Finding> unbalanced(Rule.Balanced rule) {
    List<List<Occurrence>> broken = new ArrayList<>();
    traces.forEach(
        (recording, trace) -> {
          boolean ended = model.recordings().get(recording).end().equals("exit");
          broken.addAll(BalanceCheck.broken(rule, trace, ended));
        });
    String title =
        rule.open().event()
            + " without "
            + String.join(" or ", rule.close().stream().map(EventPattern::event).toList())
            + rule.by().map(by -> " before " + by.event()).orElse(" until the end")
            + ": required by "
            + rule.name();
    return finding(rule, title, broken);
  }

  private Optional<Finding> unsatisfied(Rule.Always rule) {
    List<List<Occurrence>> broken = new ArrayList<>();
    for (List<Occurrence> trace : traces.values()) {
      for (FormulaCheck.Violation violation : new FormulaCheck(rule, trace).violations()) {
        List<Occurrence> shown = new ArrayList<>(violation.before());
        shown.add(violation.at());
        broken.add(shown);
      }
    }
    String title = rule.at().event() + ": not as " + rule.name() + " requires";
    return finding(rule, title, broken);
  }

  /**
   * @param broken for each time that the rule was broken what is to be shown, the last one being
   *     where it was
   */
  private static Optional<Finding> finding(Rule rule, String title, List<List<Occurrence>> broken) {
    if (broken.isEmpty()) {
      return Optional.empty();
    }
    List<Occurrence> shown = broken.get(0);
    Occurrence last = shown.get(shown.size() - 1);
    return Optional.of(
        new Finding(
            fingerprint(rule),
            Category.CONTRACT,
            new Verdict(Grade.INSTANCE, rule.severity(), List.of(), SEEN),
            title,
            shown.stream()
                .flatMap(o -> o.held().stream())
                .map(held -> held.lockClass().name())
                .distinct()
                .toList(),
            List.of(),
            Stream.of(last).flatMap(o -> o.operations().stream()).map(Operation::name).toList(),
            List.of(rule.name()),
            Optional.empty(),
            List.of(),
            broken.size(),
            Optional.empty(),
            shown));
  }

  static String fingerprint(Rule rule) {
    return Fingerprint.of(Category.CONTRACT, rule.name(), rule.getClass().getSimpleName());
  }
}
