package io.jlockdep.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options: {@code key=value,key=value}. A value that contains a comma is put between
 * double quotes.
 *
 * @param out name of the recording as given
 * @param trace level {@code trace} (else {@code graph})
 * @param spec name of the spec file, or empty
 * @param haltOnDeadlock end the process with exit code 86 once a deadlock is on disk
 * @param contention time waits and holds
 * @param include package prefixes to weave, empty for all
 * @param exclude package prefixes not to weave
 */
record Options(
    String out,
    boolean trace,
    String spec,
    boolean haltOnDeadlock,
    boolean contention,
    List<String> include,
    List<String> exclude,
    boolean verbose) {
  private static final Set<String> KEYS =
      Set.of("out", "level", "spec", "on-deadlock", "contention", "include", "exclude", "verbose");

  /**
   * Parses what follows {@code -javaagent:jlockdep-agent.jar=}.
   *
   * @throws UsageException for an unknown or repeated key or a bad value
   */
  static Options parse(String text) throws UsageException {
    Map<String, String> values = split(text);
    return new Options(
        values.getOrDefault("out", "jlockdep-%p.jfr"),
        choice(values, "level", "graph", "trace"),
        values.getOrDefault("spec", ""),
        choice(values, "on-deadlock", "record", "halt"),
        choice(values, "contention", "off", "on"),
        prefixes(values.get("include")),
        prefixes(values.get("exclude")),
        choice(values, "verbose", "false", "true"));
  }

  private static Map<String, String> split(String text) throws UsageException {
    Map<String, String> values = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      int comma = text.indexOf(',', at);
      if (equals < 0 || (comma >= 0 && comma < equals)) {
        String part = text.substring(at, comma < 0 ? text.length() : comma);
        throw new UsageException("option without a value: '" + part + "' (write key=value)");
      }
      String key = text.substring(at, equals).strip();
      if (!KEYS.contains(key)) {
        throw new UsageException(
            "unknown option '" + key + "' (known: " + String.join(", ", new TreeSet<>(KEYS)) + ")");
      }
      int end = endOfValue(text, equals + 1, key);
      String value = unquote(text.substring(equals + 1, end));
      if (value.isEmpty()) {
        throw new UsageException("option '" + key + "' is empty");
      }
      if (values.put(key, value) != null) {
        throw new UsageException("option '" + key + "' is given twice");
      }
      at = end + 1;
    }
    return values;
  }

  private static int endOfValue(String text, int start, String key) throws UsageException {
    int from = start;
    if (start < text.length() && text.charAt(start) == '"') {
      int close = text.indexOf('"', start + 1);
      if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ',')) {
        throw new UsageException("option '" + key + "' has a quote that is not closed");
      }
      from = close + 1;
    }
    int comma = text.indexOf(',', from);
    return comma < 0 ? text.length() : comma;
  }

  private static String unquote(String value) {
    return value.length() >= 2 && value.startsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** Whether the value is {@code yes}; the default is {@code no}. */
  private static boolean choice(Map<String, String> values, String key, String no, String yes)
      throws UsageException {
    String value = values.getOrDefault(key, no);
    if (!value.equals(yes) && !value.equals(no)) {
      throw new UsageException(
          "option '" + key + "' must be " + no + " or " + yes + ", not '" + value + "'");
    }
    return value.equals(yes);
  }

  private static List<String> prefixes(@Nullable String value) {
    List<String> prefixes = new ArrayList<>();
    if (value != null) {
      for (String prefix : value.split(":", -1)) {
        if (!prefix.isBlank()) {
          prefixes.add(prefix.strip());
        }
      }
    }
    return prefixes;
  }
}
