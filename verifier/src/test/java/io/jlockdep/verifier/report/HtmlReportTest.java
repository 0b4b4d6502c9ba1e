package io.jlockdep.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page as a parser sees it; what its scripts make of it is in {@link HtmlInBrowserTest}. Golden
 * files as in {@link ReportTest}, of the data only.
 */
class HtmlReportTest {
  static final String HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>";

  /** The page of a program with names that try to break it. */
  static String hostile() {
    TestRun run = new TestRun();
    LockInstance a = run.lock("com.example.Bank." + HOSTILE, LockKind.MONITOR);
    LockInstance b = run.lock("com.example.Bank.b", LockKind.MONITOR);
    run.thread(HOSTILE).nest(a, b);
    run.thread("two").in(HOSTILE).take(b).sync("force", 2_000_000).nest(a, b);
    return HtmlReport.of(Report.of(Judge.judge(run.model())));
  }

  /** Each of 200 lock classes is taken under the hundred before it. */
  static Judgement wide() {
    TestRun run = new TestRun();
    List<LockInstance> locks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      locks.add(run.lock("com.example.Wide.lock" + i, LockKind.MONITOR));
    }
    for (int i = 0; i < 200; i++) {
      for (int j = 1; j <= 100; j++) {
        run.thread("one").nest(locks.get(i), locks.get(i + j));
      }
    }
    return Judge.judge(run.model());
  }

  private static JsonNode data(String page) {
    return JsonMapper.shared().readTree(Jsoup.parse(page).selectXpath("//script").get(0).data());
  }

  @ParameterizedTest
  @EnumSource(names = {"INVERSION", "WAIT_CYCLE", "NOTES_AND_CONTRACT"})
  void the_data_is_as_reviewed(ReportTest.Case each) throws IOException {
    String json =
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(data(HtmlReport.of(Report.of(each.judgement()))))
            + "\n";
    Path golden =
        Path.of("src/test/resources/reports", each.name().toLowerCase(Locale.ROOT) + ".html.json");
    if (System.getProperty("jlockdep.golden", "").equals("write")) {
      Files.writeString(golden, json);
    }
    assertThat(json).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @EnumSource
  void the_page_has_the_json_report_in_it(ReportTest.Case each) {
    Judgement judgement = each.judgement();
    assertThat(data(HtmlReport.of(Report.of(judgement))).get("report"))
        .isEqualTo(JsonMapper.shared().readTree(JsonReport.of(judgement)));
  }

  @Test
  void the_page_is_well_formed_and_loads_nothing() {
    for (String page : List.of(HtmlReport.of(Report.of(wide())), hostile())) {
      Parser parser = Parser.htmlParser().setTrackErrors(10);
      Document document = Jsoup.parse(page, "", parser);
      assertThat(parser.getErrors()).isEmpty();
      assertThat(document.select("[src], link, iframe, object, embed, img, base")).isEmpty();
      assertThat(document.select("[href]"))
          .isNotEmpty()
          .allMatch(link -> link.attr("href").startsWith("#"));
      document
          .select("[href]")
          .forEach(link -> assertThat(document.select(link.attr("href"))).hasSize(1));
      assertThat(document.select("style").first().data()).doesNotContain("url(", "@import");
      assertThat(document.select("script").last().data())
          .doesNotContain("fetch(", "XMLHttpRequest", "innerHTML", "insertAdjacentHTML", "eval(");
      for (Element label : document.select("[aria-labelledby]")) {
        assertThat(document.getElementById(label.attr("aria-labelledby"))).isNotNull();
      }
    }
  }

  @Test
  void the_policy_allows_the_pages_own_script_and_style_and_nothing_else() throws Exception {
    Document document = Jsoup.parse(HtmlReport.of(Report.of(wide())));
    String policy = document.select("meta[http-equiv]").attr("content");
    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; style-src "
                + hash(document.select("style").first().data())
                + "; script-src "
                + hash(document.select("script").last().data()));
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void hostile_names_stay_names() {
    String page = hostile();
    Document document = Jsoup.parse(page);
    assertThat(document.select("script")).hasSize(2);
    assertThat(document.select("[onerror]")).isEmpty();
    assertThat(data(page).at("/report/findings/0/threads").toString()).contains("onerror=alert(1)");
    assertThat(page).doesNotContain(HOSTILE);
  }

  @Test
  void twenty_thousand_edges_are_in_the_data_once() {
    String page = HtmlReport.of(Report.of(wide()));
    assertThat(data(page).at("/graph/edges").size()).isEqualTo(20_000);
    assertThat(data(page).at("/graph/classes").size()).isEqualTo(300);
    assertThat(page.length()).isLessThan(1_000_000);
  }
}
