package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads baseline files, YAML or JSON (which is YAML too). */
public final class BaselineReader {
  private final String file;

  private BaselineReader(String file) {
    this.file = file;
  }

  /**
   * Reads the file.
   *
   * @throws CannotReadException with one line that says what is wrong and where
   */
  public static Baseline read(Path path) throws CannotReadException {
    if (!Files.isRegularFile(path)) {
      throw new CannotReadException(path + ": no such baseline; --update-baseline writes one");
    }
    try {
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return new BaselineReader(path.toString()).document(YamlNode.parse(path.toString(), text));
    } catch (IOException e) {
      throw new CannotReadException(path + ": cannot be read: " + IoTrouble.words(e));
    }
  }

  private Baseline document(YamlNode root) throws CannotReadException {
    YamlNode.Mapping map = mapping(root, "a baseline", Set.of("version", "known", "suppressions"));
    String version = required(map, "version");
    if (!version.equals("1")) {
      throw wrong(map.line(), "version " + version + " is not known, only 1 is");
    }
    List<Baseline.Known> known = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode item : items(map, "known")) {
      YamlNode.Mapping entry =
          mapping(item, "known", Set.of("fingerprint", "category", "severity", "title"));
      known.add(
          new Baseline.Known(
              fingerprint(entry, seen),
              oneOf(entry, "category", Category.values(), Category::word),
              oneOf(entry, "severity", Severity.values(), Severity::word),
              optional(entry, "title").orElse("")));
    }
    List<Baseline.Suppression> suppressions = new ArrayList<>();
    seen.clear();
    for (YamlNode item : items(map, "suppressions")) {
      YamlNode.Mapping entry =
          mapping(item, "suppressions", Set.of("fingerprint", "reason", "expires"));
      suppressions.add(
          new Baseline.Suppression(
              fingerprint(entry, seen), required(entry, "reason"), expires(entry)));
    }
    return new Baseline(file, known, suppressions);
  }

  private String fingerprint(YamlNode.Mapping entry, Set<String> seen) throws CannotReadException {
    String fingerprint = required(entry, "fingerprint");
    if (!fingerprint.matches("[0-9a-f]{16}")) {
      throw wrong(
          lineOf(entry, "fingerprint"),
          "'%s' is no fingerprint: 16 digits 0-9 a-f (in YAML between quotes)"
              .formatted(fingerprint));
    }
    if (!seen.add(fingerprint)) {
      throw wrong(lineOf(entry, "fingerprint"), fingerprint + " is there twice");
    }
    return fingerprint;
  }

  private Optional<LocalDate> expires(YamlNode.Mapping entry) throws CannotReadException {
    Optional<String> text = optional(entry, "expires");
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw wrong(
          lineOf(entry, "expires"), "'" + text.orElse("") + "' is no date such as 2026-12-31");
    }
  }

  private interface Word<T> {
    String of(T value);
  }

  private <T> T oneOf(YamlNode.Mapping entry, String key, T[] values, Word<T> word)
      throws CannotReadException {
    String text = required(entry, key);
    Set<String> words = new TreeSet<>();
    for (T value : values) {
      if (word.of(value).equals(text)) {
        return value;
      }
      words.add(word.of(value));
    }
    throw wrong(
        lineOf(entry, key),
        "%s '%s' is not one of %s".formatted(key, text, String.join(", ", words)));
  }

  private String required(YamlNode.Mapping entry, String key) throws CannotReadException {
    Optional<String> text = optional(entry, key);
    if (text.isEmpty() || text.get().isBlank()) {
      throw wrong(entry.line(), "'" + key + "' is missing");
    }
    return text.get();
  }

  private Optional<String> optional(YamlNode.Mapping entry, String key) throws CannotReadException {
    YamlNode node = entry.entries().get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof YamlNode.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    throw wrong(node.line(), "'" + key + "' must be a text");
  }

  private List<YamlNode> items(YamlNode.Mapping map, String key) throws CannotReadException {
    YamlNode node = map.entries().get(key);
    if (node == null || (node instanceof YamlNode.Scalar scalar && scalar.text().isEmpty())) {
      return List.of();
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    throw wrong(node.line(), "'" + key + "' must be a list");
  }

  private YamlNode.Mapping mapping(YamlNode node, String what, Set<String> keys)
      throws CannotReadException {
    if (!(node instanceof YamlNode.Mapping map)) {
      throw wrong(node.line(), what + " must be made of keys and values");
    }
    for (Map.Entry<String, Integer> key : map.keyLines().entrySet()) {
      if (!keys.contains(key.getKey())) {
        throw wrong(
            key.getValue(),
            "'%s' is not known here (known: %s)"
                .formatted(key.getKey(), String.join(", ", new TreeSet<>(keys))));
      }
    }
    return map;
  }

  private static int lineOf(YamlNode.Mapping map, String key) {
    return map.keyLines().getOrDefault(key, map.line());
  }

  private CannotReadException wrong(int line, String what) {
    return new CannotReadException(file + ":" + line + ": " + what);
  }
}
