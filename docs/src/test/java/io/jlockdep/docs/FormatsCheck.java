package io.jlockdep.docs;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what {@code docs/make-formats} made to the schemas of its formats, and to one another:
 * every finding is in every format.
 *
 * <p>{@code FormatsCheck FOLDER} prints what is wrong, a line each; exit code 1 if there is any.
 */
final class FormatsCheck {
  private static final Pattern DOT_LINE =
      Pattern.compile(
          "digraph \\w+ \\{|}|  rankdir=LR;|  (node|edge) \\[[^\\]]*];"
              + "|  n\\d+( -> n\\d+)? \\[label=\"[^\"]*\"(, \\w+=(\"[^\"]*\"|\\d+))*];");

  private final Path folder;
  private final List<String> problems = new ArrayList<>();

  private FormatsCheck(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    List<String> problems = problems(Path.of(args[0]));
    problems.forEach(System.out::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  /** What is wrong with the files in {@code folder}; nothing if all is right. */
  static List<String> problems(Path folder) throws Exception {
    FormatsCheck check = new FormatsCheck(folder);
    check.schemas();
    check.page();
    check.graphs();
    check.findingsEverywhere();
    return check.problems;
  }

  private void schemas() throws IOException {
    Path docs = Dist.ROOT.resolve("docs");
    json("report.json", SpecificationVersion.DRAFT_2020_12, docs.resolve("report.schema.json"));
    json("baseline.json", SpecificationVersion.DRAFT_2020_12, docs.resolve("baseline.schema.json"));
    try (InputStream in =
        FormatsCheck.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      json(
          "report.sarif",
          SpecificationVersion.DRAFT_7,
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Path surefire =
        Dist.ROOT.resolve("verifier/src/test/resources/schemas/surefire-test-report.xsd");
    try {
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(surefire.toFile())
          .newValidator()
          .validate(new StreamSource(folder.resolve("report.xml").toFile()));
    } catch (SAXException e) {
      problems.add("report.xml: " + e.getMessage());
    }
    for (String each : List.of("stat.json", "diff.json")) {
      new JsonMapper().readTree(text(each));
    }
  }

  private void json(String file, SpecificationVersion version, Path schema) throws IOException {
    json(file, version, Files.readString(schema));
  }

  private void json(String file, SpecificationVersion version, String schema) throws IOException {
    Schema rules = SchemaRegistry.withDefaultDialect(version).getSchema(schema);
    rules
        .validate(text(file), InputFormat.JSON)
        .forEach(each -> problems.add(file + ": " + each.getMessage()));
  }

  private void page() throws IOException {
    Parser parser = Parser.htmlParser().setTrackErrors(10);
    Document page = Jsoup.parse(text("report.html"), "", parser);
    parser.getErrors().forEach(each -> problems.add("report.html: " + each));
    page.select("[src], link, iframe, object, embed, img, base")
        .forEach(each -> problems.add("report.html: loads " + each.tagName()));
    JsonNode data = new JsonMapper().readTree(page.selectXpath("//script").get(0).data());
    if (!data.get("report").equals(new JsonMapper().readTree(text("report.json")))) {
      problems.add("report.html: its data is not the JSON report");
    }
  }

  private void graphs() throws IOException {
    text("graph.dot")
        .lines()
        .filter(line -> !line.isBlank() && !DOT_LINE.matcher(line).matches())
        .forEach(line -> problems.add("graph.dot: " + line));
    if (!text("graph.mermaid").startsWith("flowchart ")) {
      problems.add("graph.mermaid: begins with no flowchart");
    }
  }

  private void findingsEverywhere() throws IOException {
    Set<String> loud = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    JsonNode findings = new JsonMapper().readTree(text("report.json")).get("findings");
    for (JsonNode finding : findings) {
      String fingerprint = finding.get("fingerprint").asString();
      all.add(fingerprint);
      if (!finding.get("severity").asString().equals("note")) {
        loud.add(fingerprint);
      }
    }
    Map<String, Set<String>> expected = new LinkedHashMap<>();
    for (String each : List.of("txt", "json", "sarif", "md", "github", "html")) {
      expected.put("report." + each, all);
    }
    expected.put("report.xml", loud);
    expected.put("baseline.yaml", all);
    expected.put("baseline.json", all);
    expected.put("diff.txt", all);
    for (Map.Entry<String, Set<String>> each : expected.entrySet()) {
      String text = text(each.getKey());
      each.getValue().stream()
          .filter(fingerprint -> !text.contains(fingerprint))
          .forEach(fingerprint -> problems.add(each.getKey() + ": lacks " + fingerprint));
    }
    if (loud.isEmpty() || loud.size() == all.size()) {
      problems.add("report.json: the sample should have loud findings and notes: " + all);
    }
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
