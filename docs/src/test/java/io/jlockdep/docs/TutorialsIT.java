package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tutorials: each block of commands prints what stands in the block after it. Run with {@code
 * -Djlockdep.golden=write} to write these blocks anew, and read the difference.
 */
class TutorialsIT {
  private static final Jdk JDK = Jdk.all().get(0);
  private static final Path PAGES = Dist.ROOT.resolve("docs/tutorials");
  private static final Path PROGRAMS = Dist.ROOT.resolve("docs/src/test/tutorials");
  private static final Pattern STEP =
      Pattern.compile("```sh\\n(.*?)```\\n\\n```text\\n(.*?)```\\n", Pattern.DOTALL);

  /** The programs live for a second: the JVM's second compiler would only cost time. */
  private static final String QUICK =
      """
      java() { command java -XX:TieredStopAtLevel=1 "$@"; }
      javac() { command javac -J-XX:TieredStopAtLevel=1 "$@"; }
      """;

  @TempDir static Path home;
  @TempDir Path dir;

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_command_prints_what_the_page_says(Path page) throws Exception {
    Path work = copyOf(PROGRAMS.resolve(page.getFileName().toString().substring(0, 2)));
    String text = Files.readString(page);
    List<MatchResult> steps = STEP.matcher(text).results().toList();
    assertThat(steps).isNotEmpty();
    List<String> printed = new ArrayList<>();
    for (MatchResult step : steps) {
      Run run =
          Run.of(
              work,
              List.of(
                  "env",
                  "JLOCKDEP=" + home,
                  "JAVA_HOME=" + JDK.home(),
                  "JLOCKDEP_JAVA_OPTS=-XX:TieredStopAtLevel=1",
                  "PATH=" + home + "/bin:" + JDK.home() + "/bin:" + System.getenv("PATH"),
                  "sh",
                  "-c",
                  QUICK + step.group(1)));
      assertThat(run.err()).as(run.out()).isEmpty();
      printed.add(run.out());
    }
    if (System.getProperty("jlockdep.golden", "").equals("write")) {
      Files.writeString(page, withBlocks(text, steps, printed));
      return;
    }
    for (int i = 0; i < steps.size(); i++) {
      assertThat(comparable(printed.get(i))).isEqualTo(comparable(steps.get(i).group(2)));
    }
  }

  @Test
  void page_09_says_what_to_do_about_every_category() throws IOException {
    String page = Files.readString(PAGES.resolve("09-reading-the-evidence.md"));
    Report schema = Report.parse(Files.readString(Dist.ROOT.resolve("docs/report.schema.json")));
    List<String> categories = new ArrayList<>();
    schema
        .root()
        .at("/$defs/finding/properties/category/enum")
        .forEach(each -> categories.add(each.asString()));
    assertThat(categories).hasSizeGreaterThan(5);
    assertThat(categories).allSatisfy(each -> assertThat(page).contains("| `" + each + "` |"));
  }

  /** The packaged jars as the distribution has them. */
  @BeforeAll
  static void distribution() throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin")).resolve("jlockdep");
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.copy(Dist.ROOT.resolve("docs/src/main/distribution/bin/jlockdep"), bin);
    assertThat(bin.toFile().setExecutable(true)).isTrue();
    Files.copy(Dist.VERIFIER, lib.resolve("jlockdep.jar"));
    Files.copy(Dist.AGENT, lib.resolve("jlockdep-agent.jar"));
  }

  private Path copyOf(Path programs) throws IOException {
    Path work = Files.createDirectories(dir.resolve("work"));
    try (Stream<Path> files = Files.list(programs)) {
      for (Path file : files.toList()) {
        Files.copy(file, work.resolve(file.getFileName()));
      }
    }
    return work;
  }

  private static String withBlocks(String text, List<MatchResult> steps, List<String> printed) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int i = 0; i < steps.size(); i++) {
      out.append(text, from, steps.get(i).start(2)).append(printed.get(i));
      from = steps.get(i).end(2);
    }
    return out.append(text.substring(from)).toString();
  }

  /**
   * What is the same in every run, on every machine and in every JDK. How many locks of the JDK's
   * own streams are seen depends on what the agent was quick enough for.
   */
  private static String comparable(String text) {
    return text.replaceAll("(?m)^ *at java\\.lang\\.Thread\\..*\\n", "")
        .replaceAll("\\d+\\.\\d{3} s", "TIME s")
        .replaceAll(" +\\d+(\\.\\d)? (ns|us|ms|s)\\b", " TIME")
        .replaceAll("(?m)^(\\[.*;.*) \\d+$", "$1 NANOS")
        .replaceAll("and \\d+ more", "and some more")
        .replaceAll("\\d+ bytes, \\d+ events", "SIZE")
        .replaceAll("JVM [^,]+", "JVM VERSION")
        .replaceAll("\\d+ of \\d+ classes woven, (\\d+) skipped, \\d+ places", "WOVEN, $1 skipped")
        .replaceAll(
            "lock classes \\d+, lock objects \\d+, threads \\d+, pairs .* \\d+,", "COUNTS,");
  }
}
