package io.jlockdep.verifier.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How long a page takes in a headless Chromium to be drawn, and to answer to a key or a click; run
 * by {@code benchmarks/html-report}.
 *
 * <p>{@code PageCost ROUNDS FILE.html...} prints a row of a Markdown table for each page: medians
 * (and worst) in milliseconds. An answer is timed from the event until the frame after it is done.
 */
final class PageCost {
  private static final String AFTER_FRAME =
      "new Promise(done => requestAnimationFrame(() => setTimeout(done)))";

  /** What is timed; each may be done again and again. */
  private static final Map<String, String> ANSWERS = new LinkedHashMap<>();

  static {
    ANSWERS.put(
        "filter, a key", typed("filter-text", "['l', 'lo', 'lo9', 'lo', 'l', ''][turn % 6]"));
    ANSWERS.put("open a finding", opened());
    ANSWERS.put(
        "search, a key", typed("graph-search", "['k', 'k1', 'k19', 'k1', 'k', ''][turn % 6]"));
    ANSWERS.put("another class", "focusClass(busiest()[turn % 12])");
    ANSWERS.put("all edges again", "drawMap()");
    ANSWERS.put("4 steps around", chosen("graph-hops", "String(turn % 2 ? 1 : 4)"));
  }

  private final Browser browser;
  private final int rounds;

  private PageCost(Browser browser, int rounds) {
    this.browser = browser;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    Optional<Path> program = Browser.installed();
    if (args.length < 2 || program.isEmpty()) {
      System.err.println(
          program.isEmpty()
              ? "html-report: no Chromium; install Debian's chromium-headless-shell or chromium, or set JLOCKDEP_CHROMIUM"
              : "usage: PageCost ROUNDS FILE.html...");
      System.exit(2);
    }
    System.out.println(
        "| Page | size | edges | findings | load | " + String.join(" | ", ANSWERS.keySet()) + " |");
    System.out.println("|---|---|---|---|---|" + "---|".repeat(ANSWERS.size()));
    Path profile = Files.createTempDirectory("html-report");
    try (Browser browser = Browser.start(program.get(), profile)) {
      PageCost cost = new PageCost(browser, Integer.parseInt(args[0]));
      for (String page : Arrays.asList(args).subList(1, args.length)) {
        System.out.println(cost.row(Path.of(page).toAbsolutePath()));
      }
      if (!browser.complaints.isEmpty()) {
        System.err.println("html-report: the page complained: " + browser.complaints);
        System.exit(1);
      }
    }
  }

  private String row(Path page) throws Exception {
    List<Double> loads = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      browser.open(page);
      browser.evaluate(AFTER_FRAME);
      if (!browser.evaluate("document.body.dataset.drawn").asString("").equals("yes")) {
        throw new IllegalStateException(page + ": not drawn");
      }
      loads.add(
          browser
              .evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
              .asDouble());
    }
    StringBuilder row = new StringBuilder("| ").append(page.getFileName());
    row.append(" | %.1f MB".formatted(Files.size(page) / 1e6));
    row.append(" | ").append(browser.evaluate("DATA.graph.edges.length").asInt());
    row.append(" | ").append(browser.evaluate("DATA.report.findings.length").asInt());
    row.append(" | ").append(figures(loads));
    for (String answer : ANSWERS.values()) {
      row.append(" | ").append(figures(times(answer)));
    }
    return row.append(" |").toString();
  }

  private List<Double> times(String answer) throws Exception {
    JsonNode found =
        browser.evaluate(
            "(async () => { const times = []; for (let turn = 0; turn < "
                + 4 * rounds
                + "; turn++) { const from = performance.now(); "
                + answer
                + "; await "
                + AFTER_FRAME
                + "; times.push(performance.now() - from); } return times; })()");
    List<Double> times = new ArrayList<>();
    found.forEach(each -> times.add(each.asDouble()));
    return times;
  }

  private static String figures(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    return "%.0f (%.0f)".formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  private static String typed(String id, String value) {
    return changed(id, value, "input");
  }

  private static String chosen(String id, String value) {
    return changed(id, value, "change");
  }

  private static String changed(String id, String value, String event) {
    return "{ const field = document.getElementById('%s'); field.value = %s; field.dispatchEvent(new Event('%s')); }"
        .formatted(id, value, event);
  }

  /** Each turn another one; what was opened is closed again. */
  private static String opened() {
    return "{ const all = document.querySelectorAll('details.finding'); if (all.length) { "
        + "all.forEach(each => { each.open = false; }); all[(turn + 1) % all.length].open = true; } }";
  }
}
