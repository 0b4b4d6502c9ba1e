package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the contracts of a spec file. What concerns the agent is checked for its keys only: the
 * agent has read it before.
 */
public final class SpecReader {
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "lockTypes", Set.of("type", "reentrant", "acquire", "try", "release"),
          "locks", Set.of("name", "field", "type"),
          "operations", Set.of("name", "method"),
          "waits", Set.of("name", "type", "begin", "end", "wait"),
          "events", Set.of("name", "method", "at", "args"),
          "contracts",
              Set.of(
                  "name", "forbid", "require", "order", "balanced", "formula", "severity", "why"));
  private static final Set<String> FORBID_KEYS =
      Set.of("acquire", "mode", "inside", "holding", "sync");

  private final String file;
  private final List<Rule> rules = new ArrayList<>();

  private SpecReader(String file) {
    this.file = file;
  }

  /**
   * Reads the spec file at {@code path}.
   *
   * @throws CannotReadException with one line that says what is wrong and where
   */
  public static List<Contract> read(Path path) throws CannotReadException {
    try {
      return contracts(path.toString(), Files.readString(path));
    } catch (NoSuchFileException e) {
      throw new CannotReadException(path + ": no such spec file; check --spec");
    } catch (CharacterCodingException e) {
      throw new CannotReadException(path + ": not UTF-8 text; --spec takes a YAML file");
    } catch (IOException e) {
      throw new CannotReadException(path + ": the spec file cannot be read: " + IoTrouble.words(e));
    }
  }

  /** The rules about events and about the order of locks in the spec file at {@code path}. */
  public static List<Rule> readRules(Path path) throws CannotReadException {
    read(path);
    try {
      return rules(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw new CannotReadException(path + ": the spec file cannot be read: " + IoTrouble.words(e));
    }
  }

  /** The same of a text. */
  static List<Rule> rules(String file, String text) throws CannotReadException {
    SpecReader reader = new SpecReader(file);
    reader.document(YamlNode.parse(file, text));
    return reader.rules;
  }

  /** The contracts in {@code text}; {@code file} is its name in messages. */
  static List<Contract> contracts(String file, String text) throws CannotReadException {
    return new SpecReader(file).document(YamlNode.parse(file, text));
  }

  private List<Contract> document(YamlNode root) throws CannotReadException {
    List<Contract> contracts = new ArrayList<>();
    if (root instanceof YamlNode.Scalar blank && blank.text().isEmpty()) {
      return contracts;
    }
    YamlNode.Mapping top = mapping(root, "the spec file");
    for (Map.Entry<String, YamlNode> entry : top.entries().entrySet()) {
      Set<String> keys = KEYS.get(entry.getKey());
      if (entry.getKey().equals("version")) {
        if (!scalar(entry.getValue(), "version").equals("1")) {
          throw wrong(entry.getValue().line(), "version must be 1");
        }
      } else if (keys == null) {
        throw unknown(top, entry.getKey());
      } else {
        for (YamlNode item : sequence(entry.getValue(), entry.getKey())) {
          YamlNode.Mapping map = mapping(item, "each of " + entry.getKey());
          checkKeys(map, keys);
          if (entry.getKey().equals("contracts")) {
            Optional<Rule> rule = new RuleReader(this).rule(map);
            if (rule.isPresent()) {
              rules.add(rule.get());
            } else {
              contracts.add(contract(map));
            }
          }
        }
      }
    }
    return contracts;
  }

  private Contract contract(YamlNode.Mapping map) throws CannotReadException {
    String name = required(map, "name");
    YamlNode forbidNode = map.entries().get("forbid");
    if (forbidNode == null) {
      throw wrong(map.line(), "contract " + name + " has no 'forbid'");
    }
    YamlNode.Mapping forbid = mapping(forbidNode, "forbid");
    checkKeys(forbid, FORBID_KEYS);
    Optional<String> acquire = optional(forbid, "acquire");
    boolean sync = optional(forbid, "sync").map(this::isTrue).orElse(false);
    if (acquire.isPresent() == sync) {
      throw wrong(
          forbid.line(),
          "forbid has one of 'acquire: NAME', 'sync: true', 'block: true' and 'call: EVENT'");
    }
    List<String> inside = names(forbid, "inside");
    List<String> holding = names(forbid, "holding");
    if (inside.isEmpty() && holding.isEmpty()) {
      throw wrong(forbid.line(), "forbid needs at least one of 'inside' and 'holding'");
    }
    return new Contract(
        name,
        acquire,
        mode(forbid),
        inside,
        holding,
        severity(map),
        optional(map, "why").orElse(""));
  }

  private boolean isTrue(String text) {
    return text.equals("true");
  }

  Optional<Mode> mode(YamlNode.Mapping forbid) throws CannotReadException {
    Optional<String> word = optional(forbid, "mode");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    for (Mode mode : Mode.values()) {
      if (mode.word().equals(word.get())) {
        return Optional.of(mode);
      }
    }
    throw wrong(
        lineOf(forbid, "mode"), "mode is 'exclusive' or 'shared', not '" + word.get() + "'");
  }

  Severity severity(YamlNode.Mapping map) throws CannotReadException {
    String word = optional(map, "severity").orElse("error");
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    throw wrong(
        lineOf(map, "severity"), "severity is 'error', 'warning' or 'note', not '" + word + "'");
  }

  List<String> names(YamlNode.Mapping map, String key) throws CannotReadException {
    YamlNode node = map.entries().get(key);
    List<String> names = new ArrayList<>();
    if (node instanceof YamlNode.Scalar one && !one.text().isEmpty()) {
      names.add(one.text());
    } else if (node != null) {
      for (YamlNode item : sequence(node, key)) {
        names.add(scalar(item, key));
      }
    }
    return names;
  }

  String required(YamlNode.Mapping map, String key) throws CannotReadException {
    return optional(map, key)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> wrong(map.line(), "'" + key + "' is missing"));
  }

  Optional<String> optional(YamlNode.Mapping map, String key) throws CannotReadException {
    YamlNode node = map.entries().get(key);
    return node == null ? Optional.empty() : Optional.of(scalar(node, key));
  }

  void checkKeys(YamlNode.Mapping map, Set<String> known) throws CannotReadException {
    for (String key : map.entries().keySet()) {
      if (!known.contains(key)) {
        throw unknown(map, key);
      }
    }
  }

  private CannotReadException unknown(YamlNode.Mapping map, String key) {
    return wrong(lineOf(map, key), "unknown key '" + key + "'");
  }

  int lineOfKey(YamlNode.Mapping map, String key) {
    return lineOf(map, key);
  }

  private static int lineOf(YamlNode.Mapping map, String key) {
    return map.keyLines().getOrDefault(key, map.line());
  }

  YamlNode.Mapping mapping(YamlNode node, String what) throws CannotReadException {
    if (node instanceof YamlNode.Mapping map) {
      return map;
    }
    throw wrong(node.line(), what + " must be a mapping (key: value)");
  }

  private List<YamlNode> sequence(YamlNode node, String what) throws CannotReadException {
    if (node instanceof YamlNode.Sequence list) {
      return list.items();
    }
    if (node instanceof YamlNode.Scalar blank && blank.text().isEmpty()) {
      return List.of();
    }
    throw wrong(node.line(), what + " must be a list");
  }

  private String scalar(YamlNode node, String what) throws CannotReadException {
    if (node instanceof YamlNode.Scalar text) {
      return text.text();
    }
    throw wrong(node.line(), what + " must be a single value");
  }

  CannotReadException wrong(int line, String what) {
    return new CannotReadException(file + ":" + line + ": " + what);
  }
}
