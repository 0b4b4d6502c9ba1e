package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A graph of lock classes for Graphviz and for Mermaid. */
public final class GraphText {
  private final ClassGraph graph;
  private final Names names;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private GraphText(ClassGraph graph, Model model) {
    this.graph = graph;
    this.names = new Names(model);
    graph.classes().keySet().forEach(name -> numbers.put(name, numbers.size()));
  }

  /** A digraph in the DOT language; ends with a newline. */
  public static String dot(ClassGraph graph, Model model) {
    return new GraphText(graph, model).dot();
  }

  /** A Mermaid flowchart; ends with a newline. */
  public static String mermaid(ClassGraph graph, Model model) {
    return new GraphText(graph, model).mermaid();
  }

  private String dot() {
    line("digraph locks {");
    line("  rankdir=LR;");
    line("  node [shape=box, fontname=\"sans-serif\"];");
    line("  edge [fontname=\"sans-serif\", fontsize=10];");
    for (LockClass each : graph.classes().values()) {
      line(
          "  n%d [label=\"%s\", tooltip=\"%s\"];"
              .formatted(
                  numbers.get(each.name()),
                  quoted(names.of(each)),
                  quoted(Names.printable(each.name()) + " (" + each.kind().word() + ")")));
    }
    graph
        .edges()
        .forEach(
            (pair, count) ->
                line(
                    "  n%d -> n%d [label=\"%d\"%s];"
                        .formatted(
                            numbers.get(pair.from()),
                            numbers.get(pair.to()),
                            count,
                            dotMark(graph.findingOf(pair)))));
    line("}");
    return out.toString();
  }

  private static String dotMark(@Nullable Finding finding) {
    return finding == null
        ? ""
        : ", color=\"%s\", penwidth=2, tooltip=\"%s\""
            .formatted(colour(finding.severity()), quoted(tip(finding)));
  }

  private String mermaid() {
    line("flowchart LR");
    for (LockClass each : graph.classes().values()) {
      line("  n%d[\"%s\"]".formatted(numbers.get(each.name()), entities(names.of(each))));
    }
    StringBuilder styles = new StringBuilder();
    int index = 0;
    for (Map.Entry<ClassGraph.Pair, Long> edge : graph.edges().entrySet()) {
      ClassGraph.Pair pair = edge.getKey();
      line(
          "  n%d -->|%d| n%d"
              .formatted(numbers.get(pair.from()), edge.getValue(), numbers.get(pair.to())));
      Finding finding = graph.findingOf(pair);
      if (finding != null) {
        styles.append(
            "  linkStyle %d stroke:%s,stroke-width:3px\n"
                .formatted(index, colour(finding.severity())));
      }
      index++;
    }
    return out.append(styles).toString();
  }

  private static String tip(Finding finding) {
    return "%s %s (%s)"
        .formatted(
            finding.severity().word(), Names.printable(finding.title()), finding.fingerprint());
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case ERROR -> "#c62828";
      case WARNING -> "#ef6c00";
      case NOTE -> "#607d8b";
    };
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String entities(String text) {
    return text.replace("#", "#35;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
