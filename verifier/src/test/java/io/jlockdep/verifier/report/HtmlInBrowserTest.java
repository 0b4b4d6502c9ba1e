package io.jlockdep.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a headless Chromium; skipped where there is none ({@link Browser}). */
class HtmlInBrowserTest {
  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Browser.installed();
    assumeTrue(program.isPresent(), "no Chromium: set JLOCKDEP_CHROMIUM to run this");
    browser = Browser.start(program.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothing_was_complained_of() {
    assertThat(browser.complaints).isEmpty();
  }

  private static void open(String html) throws Exception {
    Path page = Files.createTempFile(folder, "page", ".html");
    Files.writeString(page, html);
    browser.open(page);
    assertThat(text("document.body.dataset.drawn")).isEqualTo("yes");
  }

  private static void open(ReportTest.Case each) throws Exception {
    open(HtmlReport.of(Report.of(each.judgement())));
  }

  private static String text(String expression) throws Exception {
    return browser.evaluate("String(" + expression + ")").asString();
  }

  private static int count(String selector) throws Exception {
    return browser.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  @Test
  void every_sort_of_finding_is_drawn() throws Exception {
    for (ReportTest.Case each : ReportTest.Case.values()) {
      open(each);
      int findings = each.judgement().findings().size();
      assertThat(count("details.finding")).isEqualTo(findings);
      browser.evaluate(
          "document.querySelectorAll('details').forEach(each => { each.open = true; })");
      browser.evaluate("new Promise(done => setTimeout(done))");
      assertThat(count("details.finding > div > table")).as(each.name()).isEqualTo(findings);
    }
  }

  @Test
  void an_inversion_shows_cycle_timeline_and_both_stacks() throws Exception {
    open(ReportTest.Case.INVERSION);
    browser.evaluate("new Promise(done => setTimeout(done))");
    assertThat(text("document.title")).isEqualTo("jlockdep: 1 error, 0 warnings, 0 notes");
    assertThat(count("#finding-0 svg .edge")).isEqualTo(2);
    assertThat(text("document.querySelector('.timeline').innerText"))
        .contains("takes Account.lock (Main.java:10)", "waits for Account.lock");
    assertThat(count(".stacks > div")).isEqualTo(2);
    assertThat(text("document.querySelector('.stacks').innerText"))
        .contains(
            "com.example.Main.transfer(Main.java:11)", "com.example.Main.report(Main.java:11)");
    browser.evaluate("document.querySelector('#finding-0 svg .edge').focus()");
    browser.press("ArrowRight");
    browser.press("Enter");
    assertThat(
            text(
                "[...document.querySelectorAll('.stacks > div')].findIndex(each => each.classList.contains('selected'))"))
        .isEqualTo("1");
  }

  @Test
  void keys_lead_through_the_findings_and_to_the_filter() throws Exception {
    open(ReportTest.Case.NOTES_AND_CONTRACT);
    browser.evaluate("document.querySelector('#finding-0 summary').focus()");
    browser.press("ArrowDown");
    assertThat(text("document.activeElement.parentNode.id")).isEqualTo("finding-1");
    browser.press("/");
    assertThat(text("document.activeElement.id")).isEqualTo("filter-text");
    browser.press("f");
    browser.press("o");
    assertThat(text("document.getElementById('filter-text').value")).isEqualTo("fo");
    assertThat(count("details.finding")).isEqualTo(2);
    browser.press("Escape");
    assertThat(count("details.finding")).isEqualTo(3);
    browser.evaluate(
        "{ const s = document.getElementById('filter-category'); s.value = 'contract'; s.dispatchEvent(new Event('change')); }");
    assertThat(count("details.finding")).isEqualTo(1);
    assertThat(text("document.getElementById('shown').textContent")).isEqualTo("1 of 3 findings");
    assertThat(text("document.getElementById('sync-table').innerText")).contains("3.5 ms");
  }

  @Test
  void the_theme_can_be_switched() throws Exception {
    open(ReportTest.Case.CLEAN);
    String colour = "getComputedStyle(document.body).backgroundColor";
    String system = text(colour);
    browser.evaluate("document.getElementById('theme').click()");
    String dark = text(colour);
    browser.evaluate("document.getElementById('theme').click()");
    assertThat(text(colour)).isNotEqualTo(dark).isEqualTo(system);
  }

  @Test
  void hostile_names_stay_names() throws Exception {
    open(HtmlReportTest.hostile());
    browser.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
    browser.evaluate("new Promise(done => setTimeout(done))");
    assertThat(count("img")).isZero();
    assertThat(text("document.getElementById('finding-0').innerText"))
        .contains(HtmlReportTest.HOSTILE);
  }

  @Test
  void of_twenty_thousand_edges_a_neighbourhood_is_drawn() throws Exception {
    open(HtmlReport.of(Report.of(HtmlReportTest.wide())));
    assertThat(count("#graph-focus .node")).isEqualTo(60);
    browser.evaluate("document.getElementById('graph-search').focus()");
    for (String key : "lock299".split("")) {
      browser.press(key);
    }
    browser.press("Enter");
    assertThat(text("document.querySelector('#graph-focus h3').textContent"))
        .isEqualTo("com.example.Wide.lock299");
    assertThat(count("#graph-focus .node")).isEqualTo(2);
    browser.evaluate(
        "{ const s = document.getElementById('graph-hops'); s.value = '4'; s.dispatchEvent(new Event('change')); }");
    assertThat(count("#graph-focus .node")).isEqualTo(60);
  }

  /**
   * The corner of an edge's dot is in the colour of the legend; a click on it leads to its class.
   */
  @Test
  void all_edges_are_dots_and_what_closes_a_circle_is_below_the_diagonal() throws Exception {
    open(HtmlReport.of(Report.of(HtmlReportTest.wide())));
    assertThat(
            text("DATA.graph.edges.filter(dotIsDrawn).length".replace("dotIsDrawn", DOT_IS_DRAWN)))
        .isEqualTo("20000");
    assertThat(text("AGAINST.length")).isEqualTo("0");
    assertThat(text("document.getElementById('map-view').innerText"))
        .contains("no circle of lock classes");
    browser.evaluate(
        "{ const map = document.getElementById('graph-map'), frame = map.getBoundingClientRect();"
            + " const dot = dotCorner(DATA.graph.edges[0]); map.dispatchEvent(new MouseEvent('click',"
            + " { clientX: frame.left + dot.x + dot.side / 2, clientY: frame.top + dot.y + dot.side / 2 })); }");
    assertThat(text("focused === DATA.graph.edges[0][0]")).isEqualTo("true");

    open(ReportTest.Case.INVERSION);
    assertThat(text("AGAINST.length")).isEqualTo("1");
    assertThat(text("document.getElementById('map-view').innerText"))
        .contains("Edges against the order", "lock order inversion: Account.lock");
  }

  /** Something is in the middle of the dot that is not the background. */
  private static final String DOT_IS_DRAWN =
      "edge => { const at = dotCorner(edge), map = document.getElementById('graph-map'), by = map.width / MAP_SIZE;"
          + " return (window.pixels ||= map.getContext('2d').getImageData(0, 0, map.width, map.width).data)"
          + "[4 * (Math.floor((at.y + at.side / 2) * by) * map.width + Math.floor((at.x + at.side / 2) * by)) + 3] > 100; }";
}
