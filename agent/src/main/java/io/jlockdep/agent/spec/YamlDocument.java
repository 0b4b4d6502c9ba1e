package io.jlockdep.agent.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML text as nodes that know their lines, so that every mistake can be pointed at. */
final class YamlDocument {
  private final String file;

  YamlDocument(String file) {
    this.file = file;
  }

  /** A key and its value in a mapping. */
  record Entry(Node key, Node value) {}

  /** The root node; an empty document is a mistake. */
  Node compose(String text) throws SpecException {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw new SpecException(file + ":1: the file is empty");
      }
      return root.get();
    } catch (MarkedYamlEngineException e) {
      String place =
          e.getProblemMark()
              .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
              .orElse("1");
      throw new SpecException(file + ":" + place + ": not valid YAML: " + oneLine(e.getProblem()));
    } catch (YamlEngineException e) {
      throw new SpecException(
          file + ":1: not valid YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
  }

  /** The entries of a mapping by key, all of which must be in {@code known}. */
  Map<String, Entry> mapping(Node node, String what, Set<String> known) throws SpecException {
    Map<String, Entry> entries = anyMapping(node, what);
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw error(
            entry.getValue().key(),
            what
                + " does not know the key '"
                + entry.getKey()
                + "' (known: "
                + String.join(", ", known.stream().sorted().toList())
                + ")");
      }
    }
    return entries;
  }

  /** The entries of a mapping whose keys are free. */
  Map<String, Entry> anyMapping(Node node, String what) throws SpecException {
    if (!(node instanceof MappingNode mapping)) {
      throw error(node, what + " must be a mapping");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode(), "a key of " + what);
      if (entries.put(key, new Entry(tuple.getKeyNode(), tuple.getValueNode())) != null) {
        throw error(tuple.getKeyNode(), what + " has the key '" + key + "' twice");
      }
    }
    return entries;
  }

  List<Node> sequence(Node node, String what) throws SpecException {
    if (!(node instanceof SequenceNode sequence)) {
      throw error(node, what + " must be a list");
    }
    return sequence.getValue();
  }

  /** A scalar's text, which must not be empty. */
  String text(Node node, String what) throws SpecException {
    if (!(node instanceof ScalarNode scalar)) {
      throw error(node, what + " must be a plain value");
    }
    String value = scalar.getValue().strip();
    if (value.isEmpty()) {
      throw error(node, what + " is empty");
    }
    return value;
  }

  boolean truth(Node node, String what) throws SpecException {
    return switch (text(node, what)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(node, what + " must be true or false");
    };
  }

  SpecException error(Node node, String what) {
    String place =
        node.getStartMark()
            .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
            .orElse("1");
    return new SpecException(file + ":" + place + ": " + what);
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }
}
