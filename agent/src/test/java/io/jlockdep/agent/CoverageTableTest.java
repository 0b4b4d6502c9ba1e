package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.Corpus.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code docs/coverage.md} is made of what the programs of the corpus say that they
 * cover, and {@link CorpusIT} runs these. {@code -Djlockdep.update=true} writes it anew.
 */
class CoverageTableTest {
  private static final Path DOCUMENT = Corpus.root().resolveSibling("docs").resolve("coverage.md");
  private static final String BEGIN = "<!-- generated: begin -->\n";
  private static final String END = "<!-- generated: end -->\n";
  private static final String NOT_COVERED = "**not covered**";

  private static final List<Class<?>> TESTS = List.of(LanguagesIT.class, OtherAgentsIT.class);

  /** A row that names a method, {@code Type.method}, perhaps with more behind it. */
  private static final Pattern METHOD =
      Pattern.compile("(?:deadlock by )?([A-Z]\\w+)\\.([a-z]\\w+).*");

  @Test
  void the_table_says_what_the_corpus_covers() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    assertThat(begin)
        .as("marks of the generated part in " + DOCUMENT)
        .isBetween(BEGIN.length(), end);
    String table = table();
    if (Boolean.getBoolean("jlockdep.update")) {
      Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
    } else {
      assertThat(document.substring(begin, end))
          .as("run this test with -Djlockdep.update=true")
          .isEqualTo(table);
    }
  }

  @Test
  void a_program_covers_rows_of_the_table_only() throws IOException {
    List<String> rows = new ArrayList<>();
    CoverageRows.byGroup().values().forEach(rows::addAll);
    assertThat(rows).doesNotHaveDuplicates();
    for (Program program : Corpus.programs()) {
      assertThat(program.expect().covers())
          .as(program.type().getSimpleName())
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .isSubsetOf(rows);
    }
  }

  @Test
  void a_program_that_covers_a_method_names_it() throws IOException {
    for (Program program : Corpus.programs()) {
      String code = withoutExpectation(Files.readString(program.source()));
      for (String row : program.expect().covers()) {
        Matcher method = METHOD.matcher(row);
        if (method.matches()) {
          assertThat(code)
              .as(program.type().getSimpleName() + " covers " + row)
              .containsPattern("\\b" + method.group(2) + "\\b");
        }
      }
    }
  }

  /** The program's own code: what follows the annotation. */
  private static String withoutExpectation(String source) {
    return source.substring(source.indexOf("public class "));
  }

  @Test
  void a_test_covers_rows_of_the_table_only() {
    List<String> rows = new ArrayList<>();
    CoverageRows.byGroup().values().forEach(rows::addAll);
    for (Class<?> test : TESTS) {
      assertThat(rows).contains(test.getAnnotation(Covers.class).value());
    }
  }

  private static String table() throws IOException {
    Map<String, List<Program>> covering = new TreeMap<>();
    for (Program program : Corpus.programs()) {
      for (String row : program.expect().covers()) {
        covering.computeIfAbsent(row, key -> new ArrayList<>()).add(program);
      }
    }
    StringBuilder table = new StringBuilder();
    int all = 0;
    int covered = 0;
    for (Map.Entry<String, List<String>> group : CoverageRows.byGroup().entrySet()) {
      table.append("\n### ").append(group.getKey()).append("\n\n");
      table.append("| What | JDK 17 | JDK 25 |\n|---|---|---|\n");
      for (String row : group.getValue()) {
        List<Program> programs = covering.getOrDefault(row, List.of());
        String tests = tests(row);
        String on17 = tests.isEmpty() ? names(programs, 17) : tests;
        String on25 = tests.isEmpty() ? names(programs, 25) : tests;
        table.append("| " + row + " | " + on17 + " | " + on25 + " |\n");
        all++;
        covered += programs.isEmpty() && tests.isEmpty() ? 0 : 1;
      }
    }
    return "\n" + covered + " of " + all + " rows are covered.\n" + table + "\n";
  }

  /** The tests that cover a row on every JDK. */
  private static String tests(String row) {
    return TESTS.stream()
        .filter(test -> List.of(test.getAnnotation(Covers.class).value()).contains(row))
        .map(test -> "`" + test.getSimpleName() + "`")
        .collect(Collectors.joining(", "));
  }

  /** The programs that exercise a row on a JDK, by folder and name. */
  private static String names(List<Program> programs, int feature) {
    List<String> names = new ArrayList<>();
    for (Program program : programs) {
      if (program.expect().coversFrom() <= feature) {
        String folder = program.type().getPackageName().replaceAll(".*\\.", "");
        names.add("`" + folder + "/" + program.type().getSimpleName() + "`");
      }
    }
    if (names.isEmpty()) {
      return programs.isEmpty() ? NOT_COVERED : "(JDK " + earliest(programs) + " and later)";
    }
    return String.join(", ", names);
  }

  private static int earliest(List<Program> programs) {
    return programs.stream().mapToInt(each -> each.expect().coversFrom()).min().orElseThrow();
  }
}
