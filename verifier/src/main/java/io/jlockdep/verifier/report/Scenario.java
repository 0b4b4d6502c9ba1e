package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import java.util.ArrayList;
import java.util.List;

/** The interleaving that hangs, with a column for each thread. */
final class Scenario {
  private static final int WIDTH = 118;
  private static final String INDENT = "      ";

  /** What the thread of a column does next. */
  record Step(int column, String text) {}

  private final Names names;

  Scenario(Names names) {
    this.names = names;
  }

  /** The lines of the table; a list where the columns would not fit on a line. */
  List<String> lines(Finding finding) {
    List<String> heads = heads(finding);
    List<Step> steps = steps(finding);
    int[] widths = new int[heads.size()];
    int total = INDENT.length();
    for (int column = 0; column < heads.size(); column++) {
      widths[column] = heads.get(column).length() + 3;
      for (Step step : steps) {
        if (step.column() == column) {
          widths[column] = Math.max(widths[column], step.text().length() + 3);
        }
      }
      total += widths[column];
    }
    return total <= WIDTH ? table(heads, steps, widths) : list(heads, steps);
  }

  /** A thread that makes several steps stands for as many threads: one alone would not hang. */
  List<String> heads(Finding finding) {
    List<Dependency> edges = finding.edges();
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Dependency edge = edges.get(i);
      boolean before = edges.subList(0, i).stream().anyMatch(e -> e.thread().equals(edge.thread()));
      String name = names.of(edge.thread());
      heads.add(before ? "another, as " + name : name);
    }
    return heads;
  }

  /** Every step in the order of the hang; the last of each column never ends. */
  List<Step> steps(Finding finding) {
    List<Dependency> edges = finding.edges();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Dependency edge = edges.get(i);
      Steps.Part part = Steps.Part.of(finding, edge);
      if (part == Steps.Part.HOLDS || part == Steps.Part.HAS_BEGUN) {
        String verb = part == Steps.Part.HOLDS ? "takes " : "begins ";
        String first = names.of(edge.held().instance(), finding);
        steps.add(new Step(i, verb + first + at(edge.held().site())));
      }
    }
    for (int i = 0; i < edges.size(); i++) {
      Dependency edge = edges.get(i);
      String wanted = names.of(edge.acquisition().instance(), finding);
      String then =
          switch (Steps.Part.of(finding, edge)) {
            case HOLDS -> "";
            case SIGNALS -> ", so no signal";
            case HAS_BEGUN -> ", so " + names.of(edge.held().instance(), finding) + " never ends";
            case IS_TO_SIGNAL ->
                ", so " + names.of(edge.held().instance(), finding) + " never comes";
          };
      steps.add(new Step(i, "waits for " + wanted + at(edge.acquisition().site()) + then));
    }
    return steps;
  }

  private static String at(Frame site) {
    return site.isKnown() ? " (" + Names.printable(site.fileAndLine()) + ")" : "";
  }

  private static List<String> table(List<String> heads, List<Step> steps, int[] widths) {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(INDENT);
    for (int column = 0; column < heads.size(); column++) {
      head.append(pad(heads.get(column), widths[column]));
    }
    lines.add(head.toString().stripTrailing());
    for (Step step : steps) {
      StringBuilder line = new StringBuilder(INDENT);
      for (int column = 0; column < heads.size(); column++) {
        line.append(pad(column == step.column() ? step.text() : ".", widths[column]));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static List<String> list(List<String> heads, List<Step> steps) {
    return steps.stream()
        .map(step -> INDENT + heads.get(step.column()) + " " + step.text())
        .toList();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
