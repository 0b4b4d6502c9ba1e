package io.jlockdep.verifier.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML document as a tree that knows its lines (the first is 1). */
sealed interface YamlNode {
  int line();

  record Scalar(String text, int line) implements YamlNode {}

  record Sequence(List<YamlNode> items, int line) implements YamlNode {}

  record Mapping(Map<String, YamlNode> entries, Map<String, Integer> keyLines, int line)
      implements YamlNode {}

  /**
   * Parses {@code text}.
   *
   * @throws CannotReadException with {@code file:line: what}
   */
  static YamlNode parse(String file, String text) throws CannotReadException {
    try (JsonParser parser = new YAMLMapper().createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return new Mapping(Map.of(), Map.of(), 1);
      }
      YamlNode root = node(file, parser, first);
      if (parser.nextToken() != null) {
        throw new CannotReadException(file + ":" + lineOf(parser) + ": a second document");
      }
      return root;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new CannotReadException(file + ":" + line + ": not YAML: " + what);
    }
  }

  private static YamlNode node(String file, JsonParser parser, JsonToken token)
      throws CannotReadException {
    int line = lineOf(parser);
    return switch (token) {
      case START_OBJECT -> mapping(file, parser, line);
      case START_ARRAY -> {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken t = next(parser); t != JsonToken.END_ARRAY; t = next(parser)) {
          items.add(node(file, parser, t));
        }
        yield new Sequence(items, line);
      }
      default -> {
        String text = parser.getString();
        yield new Scalar(token == JsonToken.VALUE_NULL || text == null ? "" : text, line);
      }
    };
  }

  private static Mapping mapping(String file, JsonParser parser, int line)
      throws CannotReadException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Integer> keyLines = new LinkedHashMap<>();
    for (JsonToken t = next(parser); t != JsonToken.END_OBJECT; t = next(parser)) {
      String key = String.valueOf(parser.currentName());
      int keyLine = lineOf(parser);
      if (keyLines.put(key, keyLine) != null) {
        throw new CannotReadException(file + ":" + keyLine + ": '" + key + "' stands twice");
      }
      entries.put(key, node(file, parser, next(parser)));
    }
    return new Mapping(entries, keyLines, line);
  }

  /** The next token; the end within a structure is reported by the parser itself. */
  private static JsonToken next(JsonParser parser) {
    JsonToken token = parser.nextToken();
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  private static int lineOf(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
