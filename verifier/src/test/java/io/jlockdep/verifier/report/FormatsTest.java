package io.jlockdep.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.TraceFigures;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The formats for machines and for pull requests; golden files as in {@link ReportTest}. */
class FormatsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "reports");
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

  @TempDir Path folder;

  /** A format and how its files end. */
  enum Kind {
    SARIF("sarif", SarifReport::of),
    JUNIT("xml", JunitReport::of),
    MARKDOWN("md", MarkdownReport::of),
    GITHUB("github", GithubReport::of);

    private final String ending;
    private final Function<Report, String> renderer;

    Kind(String ending, Function<Report, String> renderer) {
      this.ending = ending;
      this.renderer = renderer;
    }
  }

  /** One known, one suppressed, one whose suppression has expired, and two stale entries. */
  private static Report compared(boolean listKnown) {
    Judgement judgement = ReportTest.Case.NOTES_AND_CONTRACT.judgement();
    Finding first = judgement.findings().get(0);
    Finding second = judgement.findings().get(1);
    Finding third = judgement.findings().get(2);
    Baseline baseline =
        new Baseline(
            "baseline.yaml",
            List.of(
                known(second),
                new Baseline.Known("0123456789abcdef", Category.LOCK_ORDER, Severity.ERROR, "old")),
            List.of(
                new Baseline.Suppression(
                    first.fingerprint(), "to be mended", Optional.of(TODAY.minusDays(1))),
                new Baseline.Suppression(
                    third.fingerprint(), "by design | `gate`", Optional.of(TODAY)),
                new Baseline.Suppression("fedcba9876543210", "gone", Optional.empty())));
    return new Report(
        judgement, Comparison.of(judgement.findings(), baseline, TODAY), listKnown, Sources.NONE);
  }

  private static Baseline.Known known(Finding finding) {
    return new Baseline.Known(
        finding.fingerprint(), finding.category(), finding.severity(), finding.title());
  }

  @ParameterizedTest
  @CsvSource({
    "SARIF, INVERSION",
    "SARIF, DAMAGED",
    "JUNIT, CLEAN",
    "JUNIT, SELF_DEADLOCK",
    "JUNIT, DAMAGED",
    "MARKDOWN, CLEAN",
    "MARKDOWN, NOTES_AND_CONTRACT",
    "MARKDOWN, DAMAGED",
    "GITHUB, CLEAN",
    "GITHUB, NOTES_AND_CONTRACT",
    "GITHUB, WAIT_CYCLE",
    "GITHUB, EVENT_DEADLOCKS",
    "GITHUB, DAMAGED"
  })
  void the_report_is_as_reviewed(Kind kind, ReportTest.Case each) throws IOException {
    golden(
        kind.renderer.apply(Report.of(each.judgement())),
        each.name().toLowerCase(Locale.ROOT) + "." + kind.ending);
  }

  @ParameterizedTest
  @EnumSource
  void what_the_baseline_knows_is_as_reviewed(Kind kind) throws IOException {
    golden(kind.renderer.apply(compared(true)), "baseline." + kind.ending);
  }

  @Test
  void what_the_baseline_knows_is_as_reviewed_in_the_text() throws IOException {
    golden(TextReport.of(compared(true)), "baseline.txt");
    assertThat(TextReport.of(compared(false))).contains("1 known, 1 suppressed, 2 stale");
  }

  private static void golden(String report, String name) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if (System.getProperty("jlockdep.golden", "").equals("write")) {
      Files.writeString(golden, report);
    }
    assertThat(report).isEqualTo(Files.readString(golden));
  }

  @Test
  void sarif_keeps_to_the_published_schema() throws IOException {
    Schema schema;
    try (InputStream in = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    for (ReportTest.Case each : ReportTest.Case.values()) {
      String sarif = SarifReport.of(Report.of(each.judgement()));
      assertThat(schema.validate(sarif, InputFormat.JSON)).as(sarif).isEmpty();
      assertThat(schema.validate(sarif.replace("\"driver\"", "\"chauffeur\""), InputFormat.JSON))
          .as("a schema that takes anything would prove nothing")
          .isNotEmpty();
    }
    String sarif = SarifReport.of(compared(true));
    assertThat(schema.validate(sarif, InputFormat.JSON)).as(sarif).isEmpty();
  }

  @Test
  void junit_keeps_to_surefires_schema() throws Exception {
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(getClass().getResource("/schemas/surefire-test-report.xsd"));
    for (ReportTest.Case each : ReportTest.Case.values()) {
      String xml = JunitReport.of(Report.of(each.judgement()));
      schema.newValidator().validate(new StreamSource(new StringReader(xml)));
      assertThatThrownBy(
              () ->
                  schema
                      .newValidator()
                      .validate(new StreamSource(new StringReader(xml.replace("tests=", "test=")))))
          .isInstanceOf(SAXException.class);
    }
    schema
        .newValidator()
        .validate(new StreamSource(new StringReader(JunitReport.of(compared(true)))));
  }

  @Test
  void json_with_a_baseline_keeps_to_its_schema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("..", "docs", "report.schema.json")));
    String json = JsonReport.of(compared(true));
    assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    JsonNode baseline = JsonMapper.shared().readTree(json).get("baseline");
    assertThat(baseline.get("findings").size()).isEqualTo(2);
    assertThat(JsonReport.of(compared(false))).doesNotContain("by design");
  }

  @Test
  void a_written_baseline_keeps_to_its_schema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("..", "docs", "baseline.schema.json")));
    Baseline baseline = compared(false).comparison().updated();
    for (Category each : Category.values()) {
      Baseline.Known known =
          new Baseline.Known("0123456789abcdef", each, Severity.WARNING, each.word());
      Baseline json = new Baseline("b.json", List.of(known), baseline.suppressions());
      String text = BaselineText.of(json);
      assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
      assertThat(schema.validate(text.replace("reason", "why"), InputFormat.JSON)).isNotEmpty();
    }
  }

  @Test
  void sources_are_found_under_their_roots() throws IOException {
    Path root = Files.createDirectories(folder.resolve("app/src/main/java"));
    Files.createDirectories(root.resolve("com/example"));
    Files.createFile(root.resolve("com/example/Main.java"));
    Sources sources = new Sources(List.of(folder.resolve("none"), root), folder);
    Judgement judgement = ReportTest.Case.INVERSION.judgement();
    Report report = new Report(judgement, Report.of(judgement).comparison(), false, sources);
    assertThat(GithubReport.of(report))
        .startsWith("::error file=app/src/main/java/com/example/Main.java,line=11,");
    assertThat(MarkdownReport.of(report)).contains("app/src/main/java/com/example/Main.java:11");
    JsonNode result = JsonMapper.shared().readTree(SarifReport.of(report)).at("/runs/0/results/0");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("app/src/main/java/com/example/Main.java");
    JsonNode threadRun = result.at("/codeFlows/0/threadFlows/0/locations/0/location");
    assertThat(threadRun.at("/message/text").asString()).startsWith("java.lang.Thread.run");
    assertThat(threadRun.has("physicalLocation")).as("not a file of this project").isFalse();
    assertThat(result.at("/codeFlows/0/threadFlows").size()).isEqualTo(2);
  }

  @Test
  void every_format_says_that_prediction_was_left_out() {
    Judgement whole = ReportTest.Case.CLEAN.judgement();
    TraceFigures figures = new TraceFigures(9, 2, 2, 0, 0, 0, 0, 0, 0, false, 3);
    Report report =
        Report.of(new Judgement(whole.model(), List.of(), whole.dependencies(), false, figures));
    String said = "nothing was predicted from 3 of the traces";
    assertThat(TextReport.of(report)).containsIgnoringCase(said);
    assertThat(HtmlReport.of(report)).contains(said);
    assertThat(MarkdownReport.of(report)).contains("**Mind:** " + said);
    assertThat(GithubReport.of(report)).startsWith("::warning title=jlockdep::" + said);
    JsonNode invocation =
        JsonMapper.shared().readTree(SarifReport.of(report)).at("/runs/0/invocations/0");
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asString())
        .startsWith(said);
    assertThat(JunitReport.of(report))
        .contains("tests=\"2\" errors=\"1\"", "<error message=\"" + said + "\" type=\"memory\">");
    assertThat(JsonMapper.shared().readTree(SarifReport.of(Report.of(whole))).toString())
        .contains("\"executionSuccessful\":true");
  }

  @Test
  void names_of_the_program_cannot_break_a_format() throws Exception {
    TestRun run = new TestRun();
    String evil = "a|b`</details>%0A::error::x,y:\u0001\u001b[31m\uFFFF<&>";
    var a = run.lock(evil, LockKind.MONITOR);
    var b = run.lock("com.example.Bank.b", LockKind.MONITOR);
    run.thread("```\n::set-output name=x::").nest(a, b);
    run.thread(evil).in("%zz: a/b").nest(b, a);
    Report report = Report.of(Judge.judge(run.model()));
    assertThat(GithubReport.of(report).lines()).hasSize(1);
    assertThat(GithubReport.of(report)).contains("%250A").doesNotContain("%0A::error");
    assertThat(MarkdownReport.of(report).lines().filter(line -> line.equals("</details>")))
        .hasSize(1);
    JunitReport.of(report).chars().forEach(c -> assertThat(c).isNotEqualTo(0xFFFF));
    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new org.xml.sax.InputSource(new StringReader(JunitReport.of(report))));
    JsonMapper.shared().readTree(SarifReport.of(report));
  }
}
