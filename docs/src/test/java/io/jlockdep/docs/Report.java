package io.jlockdep.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON report of the verifier. */
record Report(JsonNode root) {

  static Report parse(String json) {
    return new Report(new JsonMapper().readTree(json));
  }

  List<JsonNode> findings() {
    List<JsonNode> findings = new ArrayList<>();
    root.get("findings").forEach(findings::add);
    return findings;
  }

  /** The findings of severity error and warning. */
  List<JsonNode> loud() {
    return findings().stream()
        .filter(finding -> !finding.get("severity").asString().equals("note"))
        .toList();
  }

  /** The loud findings as {@link Program#canonical} writes them. */
  Set<String> loudCanonical() {
    Set<String> lines = new TreeSet<>();
    for (JsonNode finding : loud()) {
      lines.add(
          canonical(
              finding,
              finding.get("category").asString()
                  + " "
                  + finding.get("severity").asString()
                  + " "
                  + finding.get("grade").asString()));
    }
    return lines;
  }

  /** The notes in the same way, by their category. */
  Set<String> notesCanonical() {
    Set<String> lines = new TreeSet<>();
    for (JsonNode finding : findings()) {
      if (finding.get("severity").asString().equals("note")) {
        lines.add(canonical(finding, finding.get("category").asString()));
      }
    }
    return lines;
  }

  private static String canonical(JsonNode finding, String what) {
    List<String> locks = new ArrayList<>();
    finding.get("locks").forEach(lock -> locks.add(lock.asString()));
    return Program.canonical(what + " | " + String.join(" ", locks));
  }
}
