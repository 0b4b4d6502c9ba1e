package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One stack of a flame graph and its weight.
 *
 * @param levels the outermost first
 * @param what the lock class, or what was synced
 * @param nanos more than 0
 */
record FlameStack(List<Level> levels, String what, long nanos) {
  FlameStack {
    levels = List.copyOf(levels);
  }

  /**
   * One level: a frame of the program, or a label.
   *
   * @param text without semicolons and line breaks
   * @param frame empty for a label
   */
  record Level(String text, Optional<Frame> frame) {
    static Level label(String text) {
      return new Level(fit("[" + text + "]"), Optional.empty());
    }

    static Level of(Frame frame) {
      return new Level(fit(frame.className() + "." + frame.method()), Optional.of(frame));
    }

    /** A semicolon separates levels; an end tag would end the page's script. */
    private static String fit(String text) {
      return Names.printable(text).replace(';', ',').replace("</", "< /");
    }
  }

  /** The levels joined by semicolons. */
  String path() {
    StringBuilder path = new StringBuilder();
    levels.forEach(each -> path.append(path.isEmpty() ? "" : ";").append(each.text()));
    return path.toString();
  }

  /** The levels of a stack, the outermost first. */
  static List<Level> levels(List<Frame> innermostFirst) {
    List<Level> levels = new ArrayList<>();
    for (int i = innermostFirst.size() - 1; i >= 0; i--) {
      levels.add(Level.of(innermostFirst.get(i)));
    }
    if (levels.isEmpty()) {
      levels.add(Level.label("others"));
    }
    return levels;
  }
}
