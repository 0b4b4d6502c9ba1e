package io.jlockdep.verifier.cli;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Colours of the text report; only for a terminal, and not where {@code NO_COLOR} is set. */
final class Colours {
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String END = "\u001b[0m";

  private static final Pattern HEAD = Pattern.compile("\\[\\d+\\] (ERROR|WARNING) .*");
  private static final Pattern LABEL =
      Pattern.compile("    (how sure|kept lower by|why not higher|what next|reported again):");

  private Colours() {}

  /** Whether standard output wants them. */
  static boolean areWanted() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }

  /** The text report with heads, labels and stacks set apart. */
  static String paint(String report) {
    return report.lines().map(Colours::paintLine).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String paintLine(String line) {
    if (HEAD.matcher(line).matches()) {
      return (line.contains("] ERROR ") ? RED : YELLOW) + line + END;
    }
    if (line.startsWith("        at ")) {
      return DIM + line + END;
    }
    return LABEL.matcher(line).replaceFirst(BOLD + "$0" + END);
  }
}
