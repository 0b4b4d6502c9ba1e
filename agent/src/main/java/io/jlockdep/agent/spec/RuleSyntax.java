package io.jlockdep.agent.spec;

import io.jlockdep.agent.spec.YamlDocument.Entry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Checks the contracts that only the verifier evaluates: their keys, and that the events in them
 * are declared, so that a mistake is seen before the program runs. The verifier reads them again.
 */
final class RuleSyntax {
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "require", Set.of("at", "held", "mode"),
          "order", Set.of("locks"),
          "balanced", Set.of("open", "close", "by"),
          "formula", Set.of("at", "holds"));
  private static final Pattern CALL = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)\\s*\\(([^()]*)\\)");

  private final YamlDocument yaml;
  private final List<Operation> operations;
  private final List<EventPoint> events;

  RuleSyntax(YamlDocument yaml, List<Operation> operations, List<EventPoint> events) {
    this.yaml = yaml;
    this.operations = operations;
    this.events = events;
  }

  /** Whether the contract is one of these; false if it is a {@code forbid} of acquire or sync. */
  boolean check(Node contract) throws SpecException {
    Map<String, Entry> keys = yaml.anyMapping(contract, "a contract");
    for (Map.Entry<String, Set<String>> kind : KINDS.entrySet()) {
      Entry body = keys.get(kind.getKey());
      if (body != null) {
        checkOuter(contract, kind.getKey(), keys);
        checkBody(
            kind.getKey(),
            body.value(),
            yaml.mapping(body.value(), kind.getKey(), kind.getValue()));
        return true;
      }
    }
    Entry forbid = keys.get("forbid");
    if (forbid == null || !yaml.anyMapping(forbid.value(), "forbid").containsKey("call")) {
      return false;
    }
    checkOuter(contract, "forbid", keys);
    Map<String, Entry> body =
        yaml.mapping(forbid.value(), "forbid", Set.of("call", "inside", "holding"));
    call(body, forbid.value(), "call");
    if (!body.containsKey("inside") && !body.containsKey("holding")) {
      throw yaml.error(forbid.value(), "forbid needs at least one of 'inside' and 'holding'");
    }
    Entry inside = body.get("inside");
    if (inside != null) {
      for (Node node : yaml.sequence(inside.value(), "inside")) {
        String name = yaml.text(node, "a name in inside");
        if (operations.stream().noneMatch(declared -> declared.name().equals(name))) {
          throw yaml.error(node, "inside names an operation that is not declared: " + name);
        }
      }
    }
    return true;
  }

  private void checkOuter(Node contract, String kind, Map<String, Entry> keys)
      throws SpecException {
    yaml.mapping(contract, "a contract", Set.of("name", kind, "severity", "why"));
    if (!keys.containsKey("name")) {
      throw yaml.error(contract, "a contract needs the key 'name'");
    }
    Entry severity = keys.get("severity");
    if (severity != null
        && !SpecParser.SEVERITIES.contains(yaml.text(severity.value(), "severity"))) {
      throw yaml.error(severity.value(), "severity must be error, warning or note");
    }
  }

  private void checkBody(String kind, Node node, Map<String, Entry> body) throws SpecException {
    switch (kind) {
      case "require" -> {
        call(body, node, "at");
        require(body, node, kind, "held");
      }
      case "order" -> require(body, node, kind, "locks");
      case "balanced" -> {
        call(body, node, "open");
        for (Node close : yaml.sequence(require(body, node, kind, "close"), "close")) {
          checkCall(close, yaml.text(close, "an event in close"));
        }
        if (body.containsKey("by")) {
          call(body, node, "by");
        }
      }
      default -> {
        call(body, node, "at");
        formula(require(body, node, kind, "holds"));
      }
    }
  }

  private Node require(Map<String, Entry> body, Node node, String kind, String key)
      throws SpecException {
    Entry entry = body.get(key);
    if (entry == null) {
      throw yaml.error(node, kind + " needs the key '" + key + "'");
    }
    return entry.value();
  }

  private void call(Map<String, Entry> body, Node node, String key) throws SpecException {
    Entry entry = body.get(key);
    if (entry == null) {
      throw yaml.error(node, "the key '" + key + "' is missing");
    }
    checkCall(entry.value(), yaml.text(entry.value(), key));
  }

  private void checkCall(Node node, String text) throws SpecException {
    Matcher matcher = CALL.matcher(text.strip());
    boolean plain = matcher.matches();
    String name = plain ? matcher.group(1) : text.strip();
    int values = plain && !matcher.group(2).isBlank() ? matcher.group(2).split(",").length : 0;
    checkEvent(node, name, plain ? values : -1);
  }

  private void checkEvent(Node node, String name, int values) throws SpecException {
    for (EventPoint event : events) {
      if (event.name().equals(name)) {
        if (values >= 0 && values != event.args().size()) {
          throw yaml.error(
              node, "event " + name + " carries " + event.args().size() + " values, not " + values);
        }
        return;
      }
    }
    throw yaml.error(node, "an event that is not declared: " + name);
  }

  private void formula(Node node) throws SpecException {
    String text = yaml.text(node, "holds");
    Matcher matcher = CALL.matcher(text);
    Set<String> words = Set.of("not", "once", "previously", "historically", "since", "and", "or");
    while (matcher.find()) {
      if (!words.contains(matcher.group(1))) {
        int values = matcher.group(2).isBlank() ? 0 : matcher.group(2).split(",").length;
        checkEvent(node, matcher.group(1), values);
      }
    }
  }
}
