package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.EventPattern;
import io.jlockdep.verifier.model.Formula;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the contracts about events and about the declared order of locks. */
final class RuleReader {
  private final SpecReader spec;

  RuleReader(SpecReader spec) {
    this.spec = spec;
  }

  /** The rule, or empty if the contract is a {@code forbid} of a lock or a sync. */
  Optional<Rule> rule(YamlNode.Mapping contract) throws CannotReadException {
    String name = spec.required(contract, "name");
    Severity severity = spec.severity(contract);
    String why = spec.optional(contract, "why").orElse("");
    Set<String> outer = new HashSet<>(contract.entries().keySet());
    outer.removeAll(Set.of("name", "severity", "why"));
    if (outer.size() != 1) {
      return Optional.empty();
    }
    String kind = outer.iterator().next();
    YamlNode.Mapping body = spec.mapping(node(contract, kind), kind);
    return switch (kind) {
      case "forbid" ->
          body.entries().containsKey("call")
              ? Optional.of(forbid(name, body, severity, why))
              : body.entries().containsKey("block")
                  ? Optional.of(forbidBlock(name, body, severity, why))
                  : Optional.empty();
      case "require" -> {
        spec.checkKeys(body, Set.of("at", "held", "mode"));
        yield Optional.of(
            new Rule.Require(
                name, event(body, "at"), someNames(body, "held"), mode(body), severity, why));
      }
      case "order" -> {
        spec.checkKeys(body, Set.of("locks"));
        yield Optional.of(new Rule.Order(name, someNames(body, "locks"), severity, why));
      }
      case "balanced" -> Optional.of(balanced(name, body, severity, why));
      case "formula" -> Optional.of(always(name, body, severity, why));
      default -> Optional.empty();
    };
  }

  private Rule forbid(String name, YamlNode.Mapping body, Severity severity, String why)
      throws CannotReadException {
    spec.checkKeys(body, Set.of("call", "inside", "holding"));
    List<String> inside = spec.names(body, "inside");
    List<String> holding = spec.names(body, "holding");
    if (inside.isEmpty() && holding.isEmpty()) {
      throw spec.wrong(body.line(), "forbid needs at least one of 'inside' and 'holding'");
    }
    return new Rule.ForbidCall(name, event(body, "call"), inside, holding, severity, why);
  }

  private Rule forbidBlock(String name, YamlNode.Mapping body, Severity severity, String why)
      throws CannotReadException {
    spec.checkKeys(body, Set.of("block", "inside", "holding"));
    if (!spec.required(body, "block").equals("true")) {
      throw spec.wrong(spec.lineOfKey(body, "block"), "block can only be true");
    }
    List<String> inside = spec.names(body, "inside");
    List<String> holding = spec.names(body, "holding");
    if (inside.isEmpty() && holding.isEmpty()) {
      throw spec.wrong(body.line(), "forbid needs at least one of 'inside' and 'holding'");
    }
    return new Rule.ForbidBlock(name, inside, holding, severity, why);
  }

  private Rule balanced(String name, YamlNode.Mapping body, Severity severity, String why)
      throws CannotReadException {
    spec.checkKeys(body, Set.of("open", "close", "by"));
    List<EventPattern> close = new ArrayList<>();
    for (String text : someNames(body, "close")) {
      close.add(event(body, "close", text));
    }
    Optional<EventPattern> by =
        body.entries().containsKey("by") ? Optional.of(event(body, "by")) : Optional.empty();
    EventPattern open = event(body, "open");
    for (EventPattern each : close) {
      if (!open.variables().containsAll(each.variables())) {
        throw spec.wrong(body.line(), "close has a variable that open does not have");
      }
    }
    if (by.isPresent() && !open.variables().containsAll(by.get().variables())) {
      throw spec.wrong(body.line(), "by has a variable that open does not have");
    }
    return new Rule.Balanced(name, open, close, by, severity, why);
  }

  private Rule always(String name, YamlNode.Mapping body, Severity severity, String why)
      throws CannotReadException {
    spec.checkKeys(body, Set.of("at", "holds"));
    EventPattern at = event(body, "at");
    Formula formula;
    try {
      formula = FormulaParser.formula(spec.required(body, "holds"));
    } catch (FormulaParser.SyntaxException e) {
      throw spec.wrong(spec.lineOfKey(body, "holds"), "formula, " + e.getMessage());
    }
    for (EventPattern atom : atoms(formula)) {
      for (String variable : atom.variables()) {
        if (!at.variables().contains(variable)) {
          throw spec.wrong(
              spec.lineOfKey(body, "holds"),
              "the variable " + variable + " is not bound by 'at'; use _ for any value");
        }
      }
    }
    return new Rule.Always(name, at, formula, severity, why);
  }

  /** The atoms of a formula, from left to right. */
  static List<EventPattern> atoms(Formula formula) {
    List<EventPattern> atoms = new ArrayList<>();
    collect(formula, atoms);
    return atoms;
  }

  private static void collect(Formula formula, List<EventPattern> atoms) {
    if (formula instanceof Formula.Atom atom) {
      atoms.add(atom.pattern());
    } else if (formula instanceof Formula.Not not) {
      collect(not.of(), atoms);
    } else if (formula instanceof Formula.And and) {
      collect(and.left(), atoms);
      collect(and.right(), atoms);
    } else if (formula instanceof Formula.Or or) {
      collect(or.left(), atoms);
      collect(or.right(), atoms);
    } else if (formula instanceof Formula.Previously previously) {
      collect(previously.of(), atoms);
    } else if (formula instanceof Formula.Once once) {
      collect(once.of(), atoms);
    } else if (formula instanceof Formula.Historically historically) {
      collect(historically.of(), atoms);
    } else if (formula instanceof Formula.Since since) {
      collect(since.left(), atoms);
      collect(since.right(), atoms);
    }
  }

  private Optional<Mode> mode(YamlNode.Mapping body) throws CannotReadException {
    return spec.mode(body);
  }

  private List<String> someNames(YamlNode.Mapping body, String key) throws CannotReadException {
    List<String> names = spec.names(body, key);
    if (names.isEmpty()) {
      throw spec.wrong(body.line(), "'" + key + "' is missing");
    }
    return names;
  }

  private EventPattern event(YamlNode.Mapping body, String key) throws CannotReadException {
    return event(body, key, spec.required(body, key));
  }

  private EventPattern event(YamlNode.Mapping body, String key, String text)
      throws CannotReadException {
    try {
      return FormulaParser.event(text);
    } catch (FormulaParser.SyntaxException e) {
      throw spec.wrong(spec.lineOfKey(body, key), key + ", " + e.getMessage());
    }
  }

  private static YamlNode node(YamlNode.Mapping map, String key) {
    Map<String, YamlNode> entries = map.entries();
    return entries.getOrDefault(key, new YamlNode.Scalar("", map.line()));
  }
}
