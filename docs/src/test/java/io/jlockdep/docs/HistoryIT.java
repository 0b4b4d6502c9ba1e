package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The table of history.md: for each row of the filesystem's history agent and verifier find the bug
 * at the places that belong to it, and find nothing where it is mended.
 *
 * <p>Rows that do not hang are played in one JVM. With {@code -Djlockdep.update=true} the table and
 * the reports in history.md are written anew.
 */
class HistoryIT {
  private static final Path PAGE = Dist.ROOT.resolve("docs/history.md");

  /** What a JVM exits with that the agent's watchdog has ended. */
  private static final int HALTED = 86;

  /** The page shows what this one says. */
  private static final Jdk FIRST = Jdk.all().get(0);

  @TempDir static Path dir;

  /** By JDK and scenario. */
  private static final Map<String, Path> RECORDINGS = new ConcurrentHashMap<>();

  private static final Map<String, Report> REPORTS = new TreeMap<>();

  static Stream<Arguments> rows() {
    return Jdk.all().stream()
        .flatMap(jdk -> HistoryRow.ALL.stream().map(row -> Arguments.of(jdk, row)));
  }

  static Stream<Arguments> workloads() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of("dsync", "mixed", "read").map(load -> Arguments.of(jdk, load)));
  }

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  /** Rows that name one contract need a recording each: else one could stand for the other. */
  private static boolean sharesRule(HistoryRow row) {
    return row.rule().equals(HistoryRow.DURABLE);
  }

  @BeforeAll
  static void playAll() throws Exception {
    List<String> together =
        HistoryRow.ALL.stream()
            .filter(row -> !row.hangs() && !sharesRule(row))
            .map(HistoryRow::scenario)
            .distinct()
            .filter(
                name ->
                    HistoryRow.ALL.stream()
                        .noneMatch(r -> r.scenario().equals(name) && sharesRule(r)))
            .toList();
    ExecutorService both = Executors.newFixedThreadPool(2); // most scenarios that hang only wait
    try {
      List<Future<?>> played = new ArrayList<>();
      for (Jdk jdk : Jdk.all()) {
        played.add(
            both.submit(
                () -> {
                  playAll(jdk, together);
                  return null;
                }));
      }
      for (Future<?> each : played) {
        each.get();
      }
    } finally {
      both.shutdownNow();
    }
  }

  private static void playAll(Jdk jdk, List<String> together) throws Exception {
    Path all = play(jdk, "together", together, List.of(), 0);
    together.forEach(name -> RECORDINGS.put(jdk + name, all));
    for (HistoryRow row : HistoryRow.ALL) {
      if (!RECORDINGS.containsKey(jdk + row.scenario())) {
        play(jdk, row.scenario(), List.of(row.scenario()), List.of(), row.hangs() ? HALTED : 0);
      }
    }
    List<String> every = HistoryRow.ALL.stream().map(HistoryRow::scenario).distinct().toList();
    play(jdk, "FIXED", every, List.of("--era", "FIXED"), 0);
  }

  private static Path play(
      Jdk jdk, String name, List<String> scenarios, List<String> options, int exit)
      throws Exception {
    Path recording = dir.resolve(jdk.feature() + "-" + name + ".jfr");
    List<String> arguments =
        new ArrayList<>(List.of("-jar", Dist.SAMPLE_FS.toString(), "scenario"));
    arguments.addAll(scenarios);
    arguments.addAll(options);
    Path spec = Dist.ROOT.resolve("sample-fs/src/main/spec/sample-fs.yaml");
    Run run =
        Run.of(
            dir,
            Dist.underAgent(
                jdk,
                "out=" + recording + ",spec=" + spec + ",on-deadlock=halt",
                arguments.toArray(new String[0])));
    assertThat(run.exit()).as(name + ": " + run.out() + run.err()).isEqualTo(exit);
    RECORDINGS.put(jdk + name, recording);
    return recording;
  }

  private static Report report(Jdk jdk, String scenario) throws Exception {
    Path recording = RECORDINGS.get(jdk + scenario);
    Report known = REPORTS.get(recording.toString());
    if (known == null) {
      Run run = Run.of(dir, Dist.verifier(jdk, "verify", "--format", "json", recording.toString()));
      assertThat(run.err()).isEmpty();
      known = Report.parse(run.out());
      REPORTS.put(recording.toString(), known);
    }
    return known;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theBugIsFound(Jdk jdk, HistoryRow row) throws Exception {
    JsonNode finding = finding(jdk, row);
    assertThat(finding.get("severity").asString()).isEqualTo(row.severity());
    assertThat(lastPlace(finding)).as("last place").contains(row.place());
    assertThat(allPlaces(finding)).as("other place").contains(row.other());
  }

  private static JsonNode finding(Jdk jdk, HistoryRow row) throws Exception {
    List<JsonNode> found =
        report(jdk, row.scenario()).findings().stream()
            .filter(f -> f.get("category").asString().equals(row.category()))
            .filter(f -> f.get("title").asString().startsWith(row.title()))
            .filter(f -> row.rule().isEmpty() || f.get("contracts").toString().contains(row.rule()))
            .toList();
    assertThat(found).as(row + ": " + titles(jdk, row)).hasSize(1);
    return found.get(0);
  }

  private static String titles(Jdk jdk, HistoryRow row) throws Exception {
    return report(jdk, row.scenario()).findings().stream()
        .map(f -> f.get("title").asString())
        .collect(Collectors.joining("\n"));
  }

  private static String lastPlace(JsonNode finding) {
    JsonNode occurrences = finding.get("occurrences");
    return occurrences == null
        ? finding.get("edges").get(finding.get("edges").size() - 1).get("toStack").toString()
        : occurrences.get(occurrences.size() - 1).get("stack").toString();
  }

  private static String allPlaces(JsonNode finding) {
    return finding.get("edges").toString() + finding.get("occurrences");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nothingIsFoundWhereAllIsMendedButNotesOfWhatIsMeant(Jdk jdk) throws Exception {
    assertThat(report(jdk, "FIXED").loud().stream().map(f -> f.get("title").asString()).toList())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void theBaselineIsQuietUnderEveryWorkload(Jdk jdk, String workload) throws Exception {
    Path recording = dir.resolve(jdk.feature() + workload + ".jfr");
    Path spec = Dist.ROOT.resolve("sample-fs/src/main/spec/sample-fs.yaml");
    Run run =
        Run.of(
            dir,
            Dist.underAgent(
                jdk,
                "out=" + recording + ",spec=" + spec,
                "-jar",
                Dist.SAMPLE_FS.toString(),
                "run",
                "--era",
                "FIXED",
                "--workload",
                workload,
                "--ops",
                "400",
                "--image",
                dir.resolve(jdk.feature() + workload + ".img").toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    Run verdict =
        Run.of(dir, Dist.verifier(jdk, "verify", "--format", "json", recording.toString()));
    assertThat(Report.parse(verdict.out()).loud()).as(verdict.out()).isEmpty();
  }

  /** The page says of every row what was found just now. */
  @Test
  void thePageIsUpToDate() throws Exception {
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("jlockdep.update")) {
      page = between(page, "table", table());
      for (HistoryRow row : HistoryRow.ALL) {
        page = between(page, row.number() + "-" + row.scenario() + "-" + key(row), text(row));
      }
      Files.writeString(PAGE, page);
    }
    assertThat(page).contains(table().strip());
    for (HistoryRow row : HistoryRow.ALL) {
      assertThat(page).contains("[found](#row-" + row.number() + ")");
      assertThat(page).contains(finding(FIRST, row).get("title").asString());
    }
  }

  private static String key(HistoryRow row) {
    return row.rule().isEmpty() ? row.category() : row.rule();
  }

  private static String between(String page, String mark, String text) throws IOException {
    String begin = "<!-- begin " + mark + " -->";
    String end = "<!-- end " + mark + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    assertThat(from).as("mark " + mark).isNotNegative();
    return page.substring(0, from + begin.length()) + "\n" + text + page.substring(to);
  }

  private static String table() throws Exception {
    StringBuilder table =
        new StringBuilder(
            "| Row | Scenario | Category | Severity | Finding | Where | With | FIXED |\n|---|---|---|---|---|---|---|---|\n");
    for (HistoryRow row : HistoryRow.ALL) {
      JsonNode finding = finding(FIRST, row);
      table.append(
          String.format(
              "| %d | `%s` | %s | %s | [found](#row-%d): %s | `%s` | `%s` | none |%n",
              row.number(),
              row.scenario(),
              row.category(),
              finding.get("severity").asString(),
              row.number(),
              finding.get("title").asString(),
              row.place(),
              row.other()));
    }
    return table.toString();
  }

  /** The report of one row as the verifier prints it, without frames that say nothing new. */
  private static String text(HistoryRow row) throws Exception {
    Run run =
        Run.of(
            dir, Dist.verifier(FIRST, "verify", RECORDINGS.get(FIRST + row.scenario()).toString()));
    String title = finding(FIRST, row).get("title").asString();
    StringBuilder text = new StringBuilder();
    boolean inside = false;
    int frames = 0;
    for (String line : run.out().lines().toList()) {
      boolean begins = line.matches("\\[\\d+\\] .*");
      if (begins || line.isBlank() && inside && text.toString().contains("fingerprint")) {
        inside = begins && line.contains(title);
      }
      if (!inside) {
        continue;
      }
      frames = line.strip().startsWith("at ") ? frames + 1 : 0;
      if (frames <= 6) {
        text.append(line.isEmpty() ? "" : "    " + line).append('\n');
      } else if (frames == 7) {
        text.append("            ...\n");
      }
    }
    return "\n" + text.toString().stripTrailing() + "\n\n";
  }
}
