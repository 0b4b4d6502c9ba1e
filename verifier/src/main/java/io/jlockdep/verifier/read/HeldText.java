package io.jlockdep.verifier.read;

import java.util.ArrayList;
import java.util.List;

/** The {@code held} field: {@code instance:lockClass:mode:how:site:stack:exact} between ';'. */
final class HeldText {
  record Entry(
      int instance, int lockClass, String mode, String how, int site, int stack, boolean exact) {}

  private HeldText() {}

  /**
   * The entries, outermost first.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    if (text.isEmpty()) {
      return entries;
    }
    for (String entry : text.split(";", -1)) {
      String[] parts = entry.split(":", -1);
      if (parts.length < 7) {
        throw new IllegalArgumentException("held lock '" + entry + "'");
      }
      entries.add(
          new Entry(
              Integer.parseInt(parts[0]),
              Integer.parseInt(parts[1]),
              parts[2],
              parts[3],
              Integer.parseInt(parts[4]),
              Integer.parseInt(parts[5]),
              parts[6].equals("1")));
    }
    return entries;
  }

  /**
   * Ids between commas.
   *
   * @throws IllegalArgumentException if one is not a number
   */
  static List<Integer> ids(String text) {
    List<Integer> ids = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String id : text.split(",", -1)) {
        ids.add(Integer.parseInt(id));
      }
    }
    return ids;
  }
}
