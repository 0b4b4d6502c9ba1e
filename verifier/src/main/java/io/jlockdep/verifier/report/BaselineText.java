package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Baseline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A baseline as a file: JSON if its name ends with {@code .json}, else YAML. */
public final class BaselineText {
  private BaselineText() {}

  /** The whole file; ends with a newline. */
  public static String of(Baseline baseline) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", 1);
    List<Object> known = new ArrayList<>();
    for (Baseline.Known each : baseline.known()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("fingerprint", each.fingerprint());
      entry.put("category", each.category().word());
      entry.put("severity", each.severity().word());
      entry.put("title", each.title());
      known.add(entry);
    }
    root.put("known", known);
    List<Object> suppressions = new ArrayList<>();
    for (Baseline.Suppression each : baseline.suppressions()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("fingerprint", each.fingerprint());
      entry.put("reason", each.reason());
      each.expires().ifPresent(day -> entry.put("expires", day.toString()));
      suppressions.add(entry);
    }
    root.put("suppressions", suppressions);
    boolean json = baseline.path().toLowerCase(Locale.ROOT).endsWith(".json");
    return json ? JsonText.indented(root) : yaml(root);
  }

  private static String yaml(Map<String, Object> root) {
    return YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build()
            .writeValueAsString(root)
            .stripTrailing()
        + "\n";
  }
}
